package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientKind;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;

/** CLIENT LIST: all connections, those of a type, or those with the given numbers. */
final class ListClients implements SessionCommand {
  private static final String INVALID_ID = "ERR Invalid client ID";
  private static final Arguments NOTHING = new Arguments();

  private final Sessions sessions;
  private final EventLoop loop;

  ListClients(Sessions sessions, EventLoop loop) {
    this.sessions = sessions;
    this.loop = loop;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    StringBuilder list = new StringBuilder();
    if (args.count() == 2) {
      sessions.all().forEach(each -> list.append(line(each, session, args)));
    } else if (args.count() == 4 && args.is(2, "TYPE")) {
      ClientKind kind = ClientKinds.parse(args.get(3));
      if (kind == ClientKind.NORMAL) {
        sessions.all().forEach(each -> list.append(line(each, session, args)));
      }
    } else if (args.count() > 3 && args.is(2, "ID")) {
      appendByNumber(args, session, list);
    } else {
      throw Errors.syntax();
    }
    return new Reply.Verbatim(list.toString());
  }

  private void appendByNumber(Arguments args, Session session, StringBuilder list) {
    for (int i = 3; i < args.count(); i++) {
      Session found = sessions.find(args.integer(i, INVALID_ID));
      if (found != null) {
        list.append(line(found, session, args));
      }
    }
  }

  private String line(Session each, Session self, Arguments running) {
    return ClientLine.of(each, each == self ? running : NOTHING, loop.nowMillis());
  }

  /** CLIENT INFO: the line of this connection. */
  Reply own(Arguments args, Session session) {
    return new Reply.Verbatim(line(session, session, args));
  }
}
