package io.talus.application.session;

import io.talus.application.command.Arguments;
import io.talus.application.command.Command;
import io.talus.application.command.Reply;

/** A command on the connection or the server. It runs once, on the loop that owns the session. */
@FunctionalInterface
public interface SessionCommand extends Command {
  /**
   * Runs the command.
   *
   * @throws io.talus.application.command.CommandError if the reply is an error
   */
  Reply run(Arguments args, Session session);
}
