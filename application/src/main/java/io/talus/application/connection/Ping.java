package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/** PING: a sign of life, or the argument. */
final class Ping implements SessionCommand {
  @Override
  public Reply run(Arguments args, Session session) {
    return switch (args.count()) {
      case 1 -> Reply.PONG;
      case 2 -> Reply.bulk(args.get(1));
      default -> throw Errors.wrongArity("ping");
    };
  }
}
