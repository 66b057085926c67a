package io.talus.application.command;

import io.talus.application.session.Session;

/** A command on the connection or the server. It runs once, on the thread that owns the session. */
@FunctionalInterface
public non-sealed interface SessionCommand extends Command {
  /**
   * Runs the command.
   *
   * @throws CommandError if the reply is an error
   */
  Reply run(Arguments args, Session session);
}
