package io.talus.application.server;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Help;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap;
import io.talus.application.slotmap.MapCommands;
import io.talus.application.slotmap.ShowHashSlot;
import io.talus.application.table.NodeTables;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CLUSTER and its kin on a node alone. Clients of Redis Cluster ask first, and have to be told as
 * redis-server tells them that this is none; only the slot of a key is the same everywhere.
 */
final class ClusterCommands {
  private static final String GROUP = "cluster";
  private static final String DISABLED = "ERR This instance has cluster support disabled";
  private static final List<String> QUESTIONS =
      List.of("info", "myid", "myshardid", "slots", "shards", "nodes", "links");

  private ClusterCommands() {}

  /** Of a node alone; with a map those of a cluster. */
  static List<CommandSpec> table(
      NodeTables tables, @Nullable ClusterMap map, DecisionHistory decisions) {
    return map == null ? alone() : MapCommands.table(tables, map, decisions);
  }

  private static List<CommandSpec> alone() {
    Stream<CommandSpec> questions = QUESTIONS.stream().map(name -> row("cluster|" + name, 2));
    Stream<CommandSpec> aboutSlots =
        Stream.of(
            keySlot(),
            row("cluster|countkeysinslot", 3),
            row("cluster|getkeysinslot", 4),
            row("cluster|replicas", 3),
            row("cluster|slaves", 3),
            row("cluster|decisions", -2),
            row("cluster|meet", -4),
            row("cluster|failover", -2),
            row("cluster|reset", -2));
    return List.of(
        Help.container("cluster", "3.0.0", GROUP, Stream.concat(questions, aboutSlots).toList()),
        row("asking", 1),
        row("readonly", 1),
        row("readwrite", 1));
  }

  private static CommandSpec keySlot() {
    return command("cluster|keyslot", 3, new ShowHashSlot())
        .docs(
            "3.0.0",
            GROUP,
            "O(N) where N is the length of the key",
            "Tells the hash slot of a key.",
            "key");
  }

  private static CommandSpec row(String name, int arity) {
    return command(
            name,
            arity,
            (args, session) -> {
              throw new CommandError(DISABLED);
            })
        .docs("3.0.0", GROUP, "O(1)", "Is refused: the node is not part of a Redis Cluster.", "");
  }

  private static CommandSpec command(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command).flags(LOADING, STALE, FAST);
  }
}
