package io.talus.application.directory;

import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Help;
import io.talus.application.session.SessionCommand;
import java.util.List;

/** COMMAND and its subcommands. */
public final class DirectoryCommands {
  private static final String GROUP = "server";
  private static final String SINCE = "2.8.13";

  private DirectoryCommands() {}

  public static List<CommandSpec> table(CommandDirectory directory) {
    CommandLists lists = new CommandLists(directory);
    CommandSpec container = Help.container("command", SINCE, GROUP, subcommands(directory, lists));
    SessionCommand all = lists::all;
    return List.of(
        CommandSpec.of("command", -1, all)
            .subcommands(container.subcommands())
            .flags(LOADING, STALE)
            .docs(
                SINCE,
                GROUP,
                "O(N) where N is the total number of Redis commands",
                "Describes all commands.",
                ""));
  }

  private static List<CommandSpec> subcommands(CommandDirectory directory, CommandLists lists) {
    return List.of(
        row("count", 2, lists::count).docs(SINCE, GROUP, "O(1)", "Counts the commands.", ""),
        row("info", -2, lists::info)
            .docs(
                SINCE,
                GROUP,
                "O(N) where N is the number of commands to look up",
                "Describes some commands, or all.",
                "[command-name [command-name ...]]"),
        row("list", -2, lists::list)
            .docs(
                "7.0.0",
                GROUP,
                "O(N) where N is the total number of Redis commands",
                "Names the commands.",
                "[FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]"),
        row("docs", -2, new DocsOfCommands(directory))
            .docs(
                "7.0.0",
                GROUP,
                "O(N) where N is the number of commands to look up",
                "Shows the documentation of some commands, or of all.",
                "[command-name [command-name ...]]"),
        row("getkeys", -3, new KeysOfCommand(directory, false))
            .docs(
                SINCE,
                GROUP,
                "O(N) where N is the number of arguments to the command",
                "Shows the keys among a command's arguments.",
                "command [arg [arg ...]]"),
        row("getkeysandflags", -3, new KeysOfCommand(directory, true))
            .docs(
                "7.0.0",
                GROUP,
                "O(N) where N is the number of arguments to the command",
                "Shows the keys among a command's arguments, and what is done with them.",
                "command [arg [arg ...]]"));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("command|" + name, arity, command).flags(LOADING, STALE);
  }
}
