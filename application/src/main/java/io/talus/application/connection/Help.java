package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The HELP of a container: its subcommands with what their rows say about them. */
public final class Help implements SessionCommand {
  private final Reply text;

  private Help(String container, List<CommandSpec> subcommands) {
    List<Reply> lines = new ArrayList<>();
    lines.add(
        line(
            container.toUpperCase(Locale.ROOT)
                + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
    for (CommandSpec subcommand : subcommands) {
      String name = subcommand.name().substring(container.length() + 1).toUpperCase(Locale.ROOT);
      lines.add(line((name + " " + subcommand.docs().syntax()).strip()));
      lines.add(line("    " + subcommand.docs().summary()));
    }
    lines.add(line("HELP"));
    lines.add(line("    Print this help."));
    this.text = new Reply.Array(lines);
  }

  private static Reply line(String text) {
    return new Reply.Simple(text);
  }

  @Override
  public Reply run(Arguments args, Session session) {
    return text;
  }

  /** The container's row, with a HELP besides the given subcommands. */
  public static CommandSpec container(
      String name, String since, String group, List<CommandSpec> subcommands) {
    CommandSpec help =
        CommandSpec.of(name + "|help", 2, new Help(name, subcommands))
            .flags(
                io.talus.application.command.CommandFlag.LOADING,
                io.talus.application.command.CommandFlag.STALE)
            .docs(since, group, "O(1)", "Lists the subcommands.", "");
    List<CommandSpec> all = new ArrayList<>(subcommands);
    all.add(help);
    return CommandSpec.container(name, all.toArray(CommandSpec[]::new))
        .docs(since, group, "Depends on subcommand.", "A container for subcommands.", "");
  }
}
