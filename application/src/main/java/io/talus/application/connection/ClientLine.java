package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Transaction.Queued;
import org.jspecify.annotations.Nullable;

/** A connection as a line of CLIENT LIST, with the fields of Redis 7.2 in their order. */
final class ClientLine {
  /** What a connection costs besides its buffers, roughly. */
  private static final int SESSION_BYTES = 1024;

  private static final long SECOND_MILLIS = 1000;

  private final StringBuilder line = new StringBuilder();

  private ClientLine() {}

  /**
   * The line, with its end.
   *
   * @param running what the session runs now, which counts as received; empty for other sessions
   */
  static String of(Session session, Arguments running, long nowMillis) {
    ClientLine line = new ClientLine();
    line.identity(session, nowMillis);
    line.state(session);
    line.buffers(session, running);
    line.protocol(session);
    return line.line.append('\n').toString();
  }

  /** The line of a session that runs nothing now, without its end. */
  static String idle(Session session, long nowMillis) {
    return of(session, new Arguments(), nowMillis).stripTrailing();
  }

  private void identity(Session session, long nowMillis) {
    add("id", session.id());
    add("addr", session.channel().remoteAddress());
    add("laddr", session.channel().localAddress());
    add("fd", session.id());
    add("name", session.name());
    add("age", seconds(session.connectedAtMillis(), nowMillis));
    add("idle", seconds(session.lastCommandAtMillis(), nowMillis));
  }

  private static long seconds(long fromMillis, long toMillis) {
    return Math.max(0, toMillis / SECOND_MILLIS - fromMillis / SECOND_MILLIS);
  }

  private void state(Session session) {
    Transaction transaction = session.transaction();
    add("flags", flags(session));
    add("db", session.table());
    add("sub", 0);
    add("psub", 0);
    add("ssub", 0);
    add("multi", transaction == null ? -1 : transaction.queue().size());
  }

  private static String flags(Session session) {
    StringBuilder flags = new StringBuilder();
    addIf(session.is(Session.Mode.MONITOR), 'O', flags);
    addIf(session.transaction() != null, 'x', flags);
    addIf(session.waiting() != null, 'b', flags);
    addIf(session.isWatchBroken(), 'd', flags);
    addIf(session.isClosing(), 'c', flags);
    addIf(session.channel().remoteAddress().startsWith("/"), 'U', flags);
    addIf(session.is(Session.Mode.NO_EVICT), 'e', flags);
    addIf(session.is(Session.Mode.NO_TOUCH), 'T', flags);
    return flags.isEmpty() ? "N" : flags.toString();
  }

  private static void addIf(boolean set, char flag, StringBuilder flags) {
    if (set) {
      flags.append(flag);
    }
  }

  private void buffers(Session session, Arguments running) {
    long input = session.channel().inputBytes() + requestBytes(running);
    long output = session.channel().outputBytes();
    long queued = queuedBytes(session.transaction());
    long arguments = argumentBytes(running);
    add("qbuf", input);
    add("qbuf-free", 0);
    add("argv-mem", arguments);
    add("multi-mem", queued);
    add("rbs", 0);
    add("rbp", 0);
    add("obl", 0);
    add("oll", 0);
    add("omem", output);
    add("tot-mem", SESSION_BYTES + input + output + queued + arguments);
  }

  private static long queuedBytes(@Nullable Transaction transaction) {
    long bytes = 0;
    if (transaction != null) {
      for (Queued queued : transaction.queue()) {
        bytes += argumentBytes(queued.args());
      }
    }
    return bytes;
  }

  private static long argumentBytes(Arguments args) {
    long bytes = 0;
    for (int i = 0; i < args.count(); i++) {
      bytes += args.get(i).length();
    }
    return bytes;
  }

  /** How long the request was, as RESP writes it. */
  private static long requestBytes(Arguments args) {
    long bytes = args.count() == 0 ? 0 : headerBytes(args.count());
    for (int i = 0; i < args.count(); i++) {
      int length = args.get(i).length();
      bytes += headerBytes(length) + length + 2;
    }
    return bytes;
  }

  private static long headerBytes(int number) {
    return 1 + Integer.toString(number).length() + 2L;
  }

  private void protocol(Session session) {
    add("events", "r");
    add("cmd", session.lastCommand());
    add("user", "default");
    add("redir", -1);
    add("resp", session.protocol());
    add("lib-name", session.libraryName());
    add("lib-ver", session.libraryVersion());
  }

  private void add(String name, long value) {
    add(name, Long.toString(value));
  }

  private void add(String name, String value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(name).append('=').append(value);
  }
}
