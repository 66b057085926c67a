package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;

/** What a client says about itself: CLIENT SETNAME and SETINFO. It must not break CLIENT LIST. */
final class ClientAttributes {
  private ClientAttributes() {}

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

  static Reply setName(Arguments args, Session session) {
    session.rename(name(args.get(2)));
    return Reply.OK;
  }

  static Reply getName(Arguments args, Session session) {
    return session.name().isEmpty() ? Reply.NULL : Reply.bulk(session.name());
  }

  static Reply setInfo(Arguments args, Session session) {
    boolean libraryName = args.is(2, "LIB-NAME");
    if (!libraryName && !args.is(2, "LIB-VER")) {
      throw new CommandError("ERR Unrecognized option '" + args.text(2) + "'");
    }
    if (!isPrintable(args.get(3))) {
      throw new CommandError(
          "ERR " + args.text(2) + " cannot contain spaces, newlines or special characters.");
    }
    if (libraryName) {
      session.libraryName(args.text(3));
    } else {
      session.libraryVersion(args.text(3));
    }
    return Reply.OK;
  }
}
