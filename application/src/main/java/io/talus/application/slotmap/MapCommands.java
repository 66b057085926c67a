package io.talus.application.slotmap;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Command;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.session.SessionCommand;
import io.talus.application.table.NodeTables;
import java.util.List;

/** The commands of Redis Cluster, as a node of a cluster answers them at all of its ports. */
public final class MapCommands {
  private static final String GROUP = "cluster";
  private static final String NODES = "O(N) where N is the total number of Cluster nodes";
  private static final String NOT_BY_CLIENTS =
      "ERR The nodes of the cluster see to that themselves: see docs/CLUSTER-CLIENTS.md";

  private MapCommands() {}

  /**
   * The table of a node whose map this is.
   *
   * @param decisions of the manager
   */
  public static List<CommandSpec> table(
      NodeTables tables, ClusterMap map, DecisionHistory decisions) {
    SessionCommand asking = (args, session) -> Reply.OK; // no slot is ever half here
    return List.of(
        Help.container("cluster", "3.0.0", GROUP, subcommands(tables, map, decisions)),
        row("asking", 1, asking)
            .docs(
                "3.0.0",
                GROUP,
                "O(1)",
                "Signals that a cluster client is following an -ASK redirect.",
                ""),
        row("readonly", 1, new AcceptFollowers(true))
            .docs(
                "3.0.0",
                GROUP,
                "O(1)",
                "Enables read-only queries for a connection to a Redis Cluster replica node.",
                ""),
        row("readwrite", 1, new AcceptFollowers(false))
            .docs(
                "3.0.0",
                GROUP,
                "O(1)",
                "Enables read-write queries for a connection to a Redis Cluster replica node.",
                ""));
  }

  private static List<CommandSpec> subcommands(
      NodeTables tables, ClusterMap map, DecisionHistory decisions) {
    SessionCommand refused =
        (args, session) -> {
          throw new CommandError(NOT_BY_CLIENTS);
        };
    return List.of(
        shows(
            "info",
            "3.0.0",
            "O(1)",
            new ShowState(tables, map, decisions),
            "Tells the state of a node."),
        shows("myid", "3.0.0", "O(1)", new ShowOwnId(map), "Tells the ID of a node."),
        shows("myshardid", "7.2.0", "O(1)", new ShowOwnId(map), "Tells the shard ID of a node."),
        shows("slots", "3.0.0", NODES, new ShowSlots(tables, map), "Maps slots to nodes."),
        shows("shards", "7.0.0", NODES, new ShowShards(tables, map), "Maps slots to shards."),
        shows("nodes", "3.0.0", NODES, new ShowNodes(tables, map), "Lists the nodes, with slots."),
        CommandSpec.of("cluster|decisions", -2, new ShowDecisions(decisions))
            .flags(LOADING, STALE)
            .docs(
                "7.2.0",
                GROUP,
                "O(N) where N is the number of decisions that are kept",
                "Tells what the manager has decided lately, and why.",
                "[count]"),
        shows("links", "7.0.0", NODES, new ShowLinks(map), "Lists the links to other nodes."),
        takes("keyslot", 3, new ShowHashSlot(), "Tells the hash slot of a key.", "key"),
        takes(
                "countkeysinslot",
                3,
                new CountKeysInSlot(),
                "Tells the number of keys in a hash slot.",
                "slot")
            .traits(CommandTrait.ON_HASH_SLOT),
        takes(
                "getkeysinslot",
                4,
                new ListKeysInSlot(),
                "Tells the names of keys in a hash slot.",
                "slot count")
            .traits(CommandTrait.ON_HASH_SLOT),
        takes(
            "replicas",
            3,
            new ListReplicas(map),
            "Lists the replica nodes of a master.",
            "node-id"),
        takes(
            "slaves", 3, new ListReplicas(map), "Lists the replica nodes of a master.", "node-id"),
        takes(
            "count-failure-reports",
            3,
            new CountFailureReports(map),
            "Tells how many nodes report another as failed.",
            "node-id"),
        takes("meet", -4, refused, "Is refused.", "ip port [cluster-bus-port]"),
        takes("failover", -2, refused, "Is refused.", "[FORCE | TAKEOVER]"),
        takes("reset", -2, refused, "Is refused.", "[HARD | SOFT]"));
  }

  private static CommandSpec shows(
      String name, String since, String complexity, Command command, String summary) {
    return row("cluster|" + name, 2, command).docs(since, GROUP, complexity, summary, "");
  }

  private static CommandSpec takes(
      String name, int arity, Command command, String summary, String syntax) {
    return row("cluster|" + name, arity, command).docs("3.0.0", GROUP, "O(N)", summary, syntax);
  }

  private static CommandSpec row(String name, int arity, Command command) {
    return CommandSpec.of(name, arity, command).flags(LOADING, STALE, FAST);
  }
}
