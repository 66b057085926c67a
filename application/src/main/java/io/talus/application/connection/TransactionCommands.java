package io.talus.application.connection;

import static io.talus.application.command.CommandFlag.ALLOW_BUSY;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.SKIP_SLOWLOG;
import static io.talus.application.command.CommandFlag.STALE;
import static io.talus.application.command.CommandTrait.BEGINS_WATCHES;
import static io.talus.application.command.CommandTrait.ENDS_WATCHES;
import static io.talus.application.command.CommandTrait.RUNS_INSIDE_MULTI;
import static io.talus.application.command.CommandTrait.RUNS_THE_QUEUE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Watches;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.table.NodeTables;
import java.util.List;

/** MULTI, EXEC and what belongs to them. */
public final class TransactionCommands {
  private static final String GROUP = "transactions";

  private TransactionCommands() {}

  public static List<CommandSpec> table(Shard shard, CommandRunner runner, NodeTables tables) {
    Watches watches = shard.watches();
    return List.of(
        row("multi", 1, new Begin())
            .traits(RUNS_INSIDE_MULTI)
            .docs("1.2.0", GROUP, "O(1)", "Begins a transaction: what follows is queued.", ""),
        CommandSpec.of("exec", 1, new Exec(shard, runner, tables))
            .flags(NOSCRIPT, LOADING, STALE, SKIP_SLOWLOG)
            .traits(RUNS_INSIDE_MULTI, RUNS_THE_QUEUE)
            .docs(
                "1.2.0",
                GROUP,
                "Depends on commands in the transaction",
                "Runs the queued commands as one.",
                ""),
        row("discard", 1, new Discard(watches))
            .traits(RUNS_INSIDE_MULTI, ENDS_WATCHES)
            .docs(
                "2.0.0",
                GROUP,
                "O(N), when N is the number of queued commands",
                "Forgets the queued commands.",
                ""),
        row("watch", -2, new WatchKeys(shard))
            .traits(RUNS_INSIDE_MULTI, BEGINS_WATCHES)
            .keys(KeySpec.range("RO", 1, -1, 1))
            .docs(
                "2.2.0",
                GROUP,
                "O(1) for every key.",
                "Makes EXEC depend on keys staying as they are.",
                "key [key ...]"),
        row("unwatch", 1, unwatch(watches))
            .traits(ENDS_WATCHES)
            .docs("2.2.0", GROUP, "O(1)", "Forgets the watched keys.", ""));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command).flags(NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY);
  }

  private static SessionCommand unwatch(Watches watches) {
    return (args, session) -> {
      watches.unwatch(session);
      return Reply.OK;
    };
  }
}
