package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientKind;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.statistics.Redaction;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * The clients that see what all clients do (MONITOR). They are under the output limits of
 * subscribers: one that reads too slowly is closed. Belongs to the shard's thread.
 */
public final class Monitors {
  private static final long MILLIS_PER_SECOND = 1000;

  private final List<Session> watching = new ArrayList<>();
  private final EventLoop loop;
  private BiConsumer<Session, Reply> delivery = (session, line) -> {};

  public Monitors(EventLoop loop) {
    this.loop = loop;
  }

  /** Sends lines this way from now on. */
  public void deliverBy(BiConsumer<Session, Reply> way) {
    delivery = way;
  }

  /** MONITOR. */
  Reply begin(Session session) {
    if (!session.is(Session.Mode.MONITOR)) {
      session.turn(Session.Mode.MONITOR, true);
      session.channel().kind(ClientKind.SUBSCRIBER);
      watching.add(session);
    }
    return Reply.OK;
  }

  /** The session is gone, or is an ordinary one again (RESET). */
  public void end(Session session) {
    if (session.is(Session.Mode.MONITOR)) {
      session.turn(Session.Mode.MONITOR, false);
      session.channel().kind(ClientKind.NORMAL);
      watching.remove(session);
    }
  }

  /** A command has run: what administrates is not shown, nor are passwords. */
  public void ran(Session by, CommandSpec spec, Arguments args) {
    if (watching.isEmpty() || spec.has(CommandFlag.ADMIN) || spec.has(CommandFlag.SKIP_MONITOR)) {
      return;
    }
    Reply line = new Reply.Simple(line(by, Redaction.of(spec, args)));
    for (Session session : List.copyOf(watching)) {
      delivery.accept(session, line);
    }
  }

  private String line(Session by, Arguments args) {
    long now = loop.nowMillis();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%d.%06d [%d %s]",
            now / MILLIS_PER_SECOND,
            now % MILLIS_PER_SECOND * MILLIS_PER_SECOND,
            by.table(),
            by.channel().remoteAddress()));
    for (int i = 0; i < args.count(); i++) {
      line.append(' ');
      quote(args.get(i), line);
    }
    return line.toString();
  }

  private static void quote(Bytes argument, StringBuilder line) {
    line.append('"');
    for (int i = 0; i < argument.length(); i++) {
      char c = (char) (argument.at(i) & 0xFF);
      switch (c) {
        case '\\', '"' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        case '\b' -> line.append("\\b");
        case 7 -> line.append("\\a");
        default -> {
          if (c >= ' ' && c <= '~') {
            line.append(c);
          } else {
            line.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          }
        }
      }
    }
    line.append('"');
  }
}
