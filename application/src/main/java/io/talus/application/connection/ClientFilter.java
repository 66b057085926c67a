package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.port.ClientKind;
import io.talus.application.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Which connections CLIENT KILL is about: those that fit all that is given.
 *
 * @param id 0 for any
 * @param self the one that asks, if it is to be spared; null if not
 */
record ClientFilter(
    long id,
    @Nullable String address,
    @Nullable String localAddress,
    @Nullable ClientKind kind,
    @Nullable Session self) {

  /** The old form, by address alone; it may be one's own. */
  static ClientFilter byAddress(String address) {
    return new ClientFilter(0, address, null, null, null);
  }

  static ClientFilter parse(Arguments args, Session self) {
    ClientFilter filter = new ClientFilter(0, null, null, null, self);
    for (int i = 2; i < args.count(); i += 2) {
      if (!args.hasNext(i)) {
        throw Errors.syntax();
      }
      filter = filter.with(args, i, self);
    }
    return filter;
  }

  private ClientFilter with(Arguments args, int at, Session asking) {
    if (args.is(at, "ID")) {
      long number =
          args.integer(at + 1, 1, Long.MAX_VALUE, "ERR client-id should be greater than 0");
      return new ClientFilter(number, address, localAddress, kind, self);
    } else if (args.is(at, "ADDR")) {
      return new ClientFilter(id, args.text(at + 1), localAddress, kind, self);
    } else if (args.is(at, "LADDR")) {
      return new ClientFilter(id, address, args.text(at + 1), kind, self);
    } else if (args.is(at, "TYPE")) {
      return new ClientFilter(id, address, localAddress, ClientKinds.parse(args.get(at + 1)), self);
    } else if (args.is(at, "USER")) {
      requireKnownUser(args.text(at + 1));
      return this;
    } else if (args.is(at, "SKIPME")) {
      return new ClientFilter(id, address, localAddress, kind, spared(args, at + 1, asking));
    }
    throw Errors.syntax();
  }

  private static void requireKnownUser(String user) {
    if (!user.equals("default")) {
      throw new CommandError("ERR No such user '" + user + "'");
    }
  }

  private static @Nullable Session spared(Arguments args, int at, Session asking) {
    if (args.is(at, "YES")) {
      return asking;
    } else if (args.is(at, "NO")) {
      return null;
    }
    throw Errors.syntax();
  }

  boolean matches(Session session) {
    return session != self
        && (id == 0 || session.id() == id)
        && (address == null || session.channel().remoteAddress().equals(address))
        && (localAddress == null || session.channel().localAddress().equals(localAddress))
        && (kind == null || kind == ClientKind.NORMAL);
  }
}
