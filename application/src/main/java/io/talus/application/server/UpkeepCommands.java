package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.NO_MULTI;
import static io.talus.application.command.CommandFlag.STALE;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.connection.Access;
import io.talus.application.host.Lifecycle;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.shard.Shard;
import io.talus.application.table.NodeTables;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The commands that copy the data, stop the node, and ask for its time and part. */
final class UpkeepCommands {
  private static final String GROUP = "server";
  private static final Reply LOG_REWRITTEN =
      new Reply.Simple("Background append only file rewriting started");
  private static final Set<String> SHUTDOWN_OPTIONS =
      Set.of("NOSAVE", "SAVE", "NOW", "FORCE", "ABORT");
  private static final long MICROS_PER_MILLI = 1000;

  private UpkeepCommands() {}

  static List<CommandSpec> table(
      Copies copies,
      Lifecycle lifecycle,
      EventLoop loop,
      Shard shard,
      Access access,
      NodeTables tables) {
    return List.of(
        row("save", 1, (args, session) -> copies.save())
            .flags(ADMIN, NOSCRIPT, NO_MULTI)
            .docs("1.0.0", GROUP, "O(1)", "Copies the data to a folder and waits for it.", ""),
        row("bgsave", -1, (args, session) -> copies.saveInBackground(args))
            .flags(ADMIN, NOSCRIPT)
            .docs("1.0.0", GROUP, "O(1)", "Copies the data in the background.", "[SCHEDULE]"),
        row("bgrewriteaof", 1, (args, session) -> LOG_REWRITTEN)
            .flags(ADMIN, NOSCRIPT)
            .docs("1.0.0", GROUP, "O(1)", "Does nothing: the log is cut as the store follows.", ""),
        row("lastsave", 1, (args, session) -> copies.lastSave())
            .flags(FAST, LOADING, STALE)
            .docs("1.0.0", GROUP, "O(1)", "Tells when the data was last copied.", ""),
        row("shutdown", -1, (args, session) -> shutdown(args, session, lifecycle))
            .flags(ADMIN, NOSCRIPT, LOADING, STALE, NO_MULTI)
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Stops the node; everything acknowledged is kept.",
                "[NOSAVE | SAVE] [NOW] [FORCE] [ABORT]"),
        row("time", 1, (args, session) -> time(loop.nowMillis()))
            .flags(FAST, LOADING, STALE)
            .docs("2.6.0", GROUP, "O(1)", "Tells the node's time.", ""),
        row("swapdb", 3, new SwapTables(shard, access, tables))
            .flags(WRITE, FAST)
            .traits(CommandTrait.NEEDS_A_NODE_ALONE)
            .docs(
                "4.0.0",
                GROUP,
                "O(N) where N is the number of keys in both tables",
                "Exchanges what two tables hold.",
                "index1 index2"),
        row("role", 1, (args, session) -> role())
            .flags(FAST, NOSCRIPT, LOADING, STALE)
            .docs("2.8.12", GROUP, "O(1)", "Tells the node's part in replication.", ""));
  }

  /**
   * Everything acknowledged is in the log, whether the client asks to save or not. As with Redis
   * there is no reply but the end of the connection: clients take any other for a refusal.
   */
  private static Reply shutdown(Arguments args, Session session, Lifecycle lifecycle) {
    Set<String> options = new HashSet<>();
    for (int i = 1; i < args.count(); i++) {
      String option = args.text(i).toUpperCase(Locale.ROOT);
      if (!SHUTDOWN_OPTIONS.contains(option)) {
        throw Errors.syntax();
      }
      options.add(option);
    }
    boolean abort = options.contains("ABORT");
    if ((abort && options.size() > 1) || options.containsAll(List.of("SAVE", "NOSAVE"))) {
      throw Errors.syntax();
    }
    if (abort) {
      throw new CommandError("ERR No shutdown in progress.");
    }
    lifecycle.stop();
    session.replies(Session.Replies.OFF);
    return Reply.OK;
  }

  private static Reply time(long nowMillis) {
    return Reply.array(
        Reply.bulk(Long.toString(nowMillis / 1000)),
        Reply.bulk(Long.toString(nowMillis % 1000 * MICROS_PER_MILLI)));
  }

  private static Reply role() {
    return Reply.array(Reply.bulk("master"), Reply.integer(0), Reply.EMPTY_ARRAY);
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command);
  }
}
