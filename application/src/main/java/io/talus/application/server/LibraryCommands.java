package io.talus.application.server;

import static io.talus.application.command.CommandFlag.NOSCRIPT;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * FUNCTION and SCRIPT as a node answers that has no functions and no scripts: tools list and flush
 * them. There is no command that could load any.
 */
final class LibraryCommands {
  private static final String GROUP = "scripting";
  private static final Reply NO_STATISTICS =
      Reply.map(Reply.bulk("running_script"), Reply.NULL, Reply.bulk("engines"), Reply.map());

  private LibraryCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        Help.container(
            "function",
            "7.0.0",
            GROUP,
            List.of(
                row("function|flush", -2, (args, session) -> Reply.OK, "Deletes all libraries."),
                row(
                    "function|list",
                    -2,
                    (args, session) -> Reply.EMPTY_ARRAY,
                    "Lists the libraries."),
                row(
                    "function|stats",
                    2,
                    (args, session) -> NO_STATISTICS,
                    "Tells which function runs."))),
        Help.container(
            "script",
            "2.6.0",
            GROUP,
            List.of(
                row("script|flush", -2, (args, session) -> Reply.OK, "Forgets all scripts."),
                row(
                    "script|exists",
                    -3,
                    (args, session) -> exists(args),
                    "Tells which are known."))));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command, String summary) {
    return CommandSpec.of(name, arity, command)
        .flags(NOSCRIPT)
        .docs("7.0.0", GROUP, "O(1)", summary, "");
  }

  private static Reply exists(Arguments args) {
    List<Reply> unknown = new ArrayList<>();
    for (int i = 2; i < args.count(); i++) {
      unknown.add(Reply.integer(0));
    }
    return new Reply.Array(unknown);
  }
}
