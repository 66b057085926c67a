package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import org.jspecify.annotations.Nullable;

/** HELLO: chooses the protocol, and authenticates and names the connection on the way. */
final class Hello implements SessionCommand {
  private static final int OLDEST_PROTOCOL = 2;
  private static final int NEWEST_PROTOCOL = 3;
  private static final String NOT_A_VERSION =
      "ERR Protocol version is not an integer or out of range";
  private static final String NOT_AUTHENTICATED =
      "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
          + " <proto> AUTH <user> <pass> option can be used to authenticate the client and select"
          + " the RESP protocol version at the same time";

  private final Access access;
  private final String redisVersion;
  private final ClientAttributes attributes;

  Hello(Access access, String redisVersion, ClientAttributes attributes) {
    this.attributes = attributes;
    this.access = access;
    this.redisVersion = redisVersion;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    int protocol = args.count() > 1 ? protocol(args) : session.protocol();
    String name = null;
    int authAt = 0;
    for (int i = 2; i < args.count(); i++) {
      if (args.is(i, "AUTH") && i + 2 < args.count()) {
        authAt = i;
        i += 2;
      } else if (args.is(i, "SETNAME") && args.hasNext(i)) {
        name = ClientAttributes.name(args.get(++i));
      } else {
        throw new CommandError("ERR Syntax error in HELLO option '" + args.text(i) + "'");
      }
    }
    if (authAt > 0) {
      access.open(session, args.get(authAt + 1), args.get(authAt + 2));
    }
    return greet(session, protocol, name);
  }

  private static int protocol(Arguments args) {
    long version = args.integer(1, NOT_A_VERSION);
    if (version < OLDEST_PROTOCOL || version > NEWEST_PROTOCOL) {
      throw new CommandError("NOPROTO unsupported protocol version");
    }
    return (int) version;
  }

  private Reply greet(Session session, int protocol, @Nullable String name) {
    if (!session.isAuthenticated()) {
      throw new CommandError(NOT_AUTHENTICATED);
    }
    if (name != null) {
      attributes.rename(session, name);
    }
    session.protocol(protocol);
    return Reply.map(
        Reply.bulk("server"),
        Reply.bulk("redis"),
        Reply.bulk("version"),
        Reply.bulk(redisVersion),
        Reply.bulk("proto"),
        Reply.integer(protocol),
        Reply.bulk("id"),
        Reply.integer(session.id()),
        Reply.bulk("mode"),
        Reply.bulk(session.knowsCluster() ? "cluster" : "standalone"),
        Reply.bulk("role"),
        Reply.bulk("master"),
        Reply.bulk("modules"),
        Reply.EMPTY_ARRAY);
  }
}
