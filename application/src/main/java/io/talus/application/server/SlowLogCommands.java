package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.session.SessionCommand;
import io.talus.application.statistics.SlowLog;
import java.util.List;

/** SLOWLOG: the commands that took long. */
final class SlowLogCommands {
  private static final String GROUP = "server";
  private static final long SHOWN_BY_DEFAULT = 10;
  private static final long ALL = -1;

  private SlowLogCommands() {}

  static CommandSpec container(SlowLog log) {
    return Help.container(
        "slowlog",
        "2.2.12",
        GROUP,
        List.of(
            row("get", -2, (args, session) -> get(args, log))
                .docs(
                    "2.2.12",
                    GROUP,
                    "O(N) where N is the number of entries returned",
                    "Shows the newest slow commands.",
                    "[count]"),
            row("len", 2, (args, session) -> Reply.integer(log.length()))
                .docs("2.2.12", GROUP, "O(1)", "Counts the slow commands that are noted.", ""),
            row("reset", 2, (args, session) -> reset(log))
                .docs(
                    "2.2.12",
                    GROUP,
                    "O(N) where N is the number of entries in the slowlog",
                    "Forgets the slow commands.",
                    "")));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("slowlog|" + name, arity, command).flags(ADMIN, LOADING, STALE);
  }

  private static Reply get(Arguments args, SlowLog log) {
    long count =
        args.count() > 2
            ? args.integer(
                2, ALL, Long.MAX_VALUE, "ERR count should be greater than or equal to -1")
            : SHOWN_BY_DEFAULT;
    return new Reply.Array(
        log.newest(count == ALL ? Long.MAX_VALUE : count).stream()
            .map(SlowLogCommands::entry)
            .toList());
  }

  private static Reply entry(SlowLog.Entry entry) {
    return Reply.array(
        Reply.integer(entry.id()),
        Reply.integer(entry.atSeconds()),
        Reply.integer(entry.micros()),
        new Reply.Bulks(entry.arguments()),
        Reply.bulk(entry.clientAddress()),
        Reply.bulk(entry.clientName()));
  }

  private static Reply reset(SlowLog log) {
    log.clear();
    return Reply.OK;
  }
}
