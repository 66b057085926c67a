package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionMemory;
import io.talus.domain.bytes.Bytes;

/**
 * What a client says about itself: CLIENT SETNAME and SETINFO. It must not break CLIENT LIST, and
 * is kept as long as the connection.
 */
final class ClientAttributes {
  private final SessionMemory memory;

  ClientAttributes(SessionMemory memory) {
    this.memory = memory;
  }

  /** The name, if it is one. */
  static String name(Bytes name) {
    if (!isPrintable(name)) {
      throw new CommandError(
          "ERR Client names cannot contain spaces, newlines or special characters.");
    }
    return name.latin1();
  }

  private static boolean isPrintable(Bytes text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.at(i) < '!' || text.at(i) > '~') {
        return false;
      }
    }
    return true;
  }

  Reply setName(Arguments args, Session session) {
    rename(session, name(args.get(2)));
    return Reply.OK;
  }

  /** Names the session anew; the empty name takes the one before away. */
  void rename(Session session, String name) {
    replace(session, session.name(), name);
    session.rename(name);
  }

  private void replace(Session session, String before, String now) {
    if (now.length() > before.length()) {
      memory.keep(session, now.length() - before.length());
    } else {
      memory.giveBack(session, before.length() - now.length());
    }
  }

  static Reply getName(Arguments args, Session session) {
    return session.name().isEmpty() ? Reply.NULL : Reply.bulk(session.name());
  }

  Reply setInfo(Arguments args, Session session) {
    boolean libraryName = args.is(2, "LIB-NAME");
    if (!libraryName && !args.is(2, "LIB-VER")) {
      throw new CommandError("ERR Unrecognized option '" + args.text(2) + "'");
    }
    if (!isPrintable(args.get(3))) {
      throw new CommandError(
          "ERR " + args.text(2) + " cannot contain spaces, newlines or special characters.");
    }
    if (libraryName) {
      replace(session, session.libraryName(), args.text(3));
      session.libraryName(args.text(3));
    } else {
      replace(session, session.libraryVersion(), args.text(3));
      session.libraryVersion(args.text(3));
    }
    return Reply.OK;
  }
}
