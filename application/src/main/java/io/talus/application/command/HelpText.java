package io.talus.application.command;

import java.util.ArrayList;
import java.util.List;

/** HELP of a container: what its subcommands do. */
public final class HelpText implements DataCommand {
  private final Reply reply;

  /**
   * Makes the text.
   *
   * @param container the command's name in upper case
   * @param lines a subcommand with its arguments, then what it does, indented
   */
  public HelpText(String container, String... lines) {
    List<Reply> replies = new ArrayList<>(lines.length + 3);
    replies.add(
        new Reply.Simple(container + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
    for (String line : lines) {
      replies.add(new Reply.Simple(line));
    }
    replies.add(new Reply.Simple("HELP"));
    replies.add(new Reply.Simple("    Print this help."));
    reply = new Reply.Array(replies);
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return reply;
  }
}
