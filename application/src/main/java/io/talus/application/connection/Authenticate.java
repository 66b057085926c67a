package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/** AUTH: a password, or the name of a table and its password. */
final class Authenticate implements SessionCommand {
  private final Access access;

  Authenticate(Access access) {
    this.access = access;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    switch (args.count()) {
      case 2 -> access.open(session, args.get(1));
      case 3 -> access.open(session, args.get(1), args.get(2));
      default -> throw Errors.syntax();
    }
    return Reply.OK;
  }
}
