package io.talus.application.session;

import io.talus.application.command.CommandError;
import io.talus.domain.bytes.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients make the node keep for longer than a command: the keys that they watch or wait for,
 * and what they call themselves. Belongs to the shard's thread.
 *
 * <p>All together may have a share of the heap. Who asks for more than is left, and would have the
 * most then, is refused; else the client with the most is closed, as Redis does. So clients that
 * want little always get it. Requests, queued ones included, and replies have shares of their own,
 * where clients wait instead ({@code HeapShares}).
 */
public final class SessionMemory {
  /**
   * A key that a session watches or waits for, beside its bytes: entries of two hash tables, two
   * key objects, and the set of those who want to know.
   */
  static final int KEY_BYTES = 256;

  private static final Logger LOG = LoggerFactory.getLogger(SessionMemory.class);

  private final LongSupplier bytesMax;
  private final Set<Session> holders = new HashSet<>();
  private Consumer<Session> closing = session -> {};
  private long total;

  /**
   * Nobody has anything yet.
   *
   * @param bytesMax what all may have, as it is set at the moment
   */
  public SessionMemory(LongSupplier bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Closes clients by this; what one has kept is to be given back when it returns. */
  public void closeBy(Consumer<Session> consumer) {
    closing = consumer;
  }

  /** What the keys take that a session watches or waits for. */
  public static long bytesOf(List<Bytes> keys) {
    long sum = 0;
    for (Bytes key : keys) {
      sum += bytesOf(key);
    }
    return sum;
  }

  static long bytesOf(Bytes key) {
    return (long) KEY_BYTES + key.length();
  }

  /**
   * The session keeps so much more. To be called before anything is kept: it may close others.
   *
   * @throws CommandError if that is too much, and the session is the one who asks for too much
   */
  public void keep(Session session, long bytes) {
    while (bytes > bytesMax.getAsLong() - total) {
      Session greediest = greediestBeside(session);
      if (greediest == null || greediest.keptBytes() <= session.keptBytes() + bytes) {
        throw new CommandError(
            "ERR this client would make the server keep %d bytes: all clients may have %d together"
                .formatted(session.keptBytes() + bytes, bytesMax.getAsLong()));
      }
      close(greediest);
    }
    add(session, bytes);
  }

  /** The session keeps so much less. */
  public void giveBack(Session session, long bytes) {
    add(session, -Math.min(bytes, session.keptBytes()));
  }

  /** The session is gone. */
  void forget(Session session) {
    giveBack(session, session.keptBytes());
  }

  private void add(Session session, long bytes) {
    session.keep(bytes);
    total += bytes;
    if (session.keptBytes() > 0) {
      holders.add(session);
    } else {
      holders.remove(session);
    }
  }

  private @Nullable Session greediestBeside(Session asking) {
    Session greediest = null;
    for (Session session : holders) {
      if (session != asking
          && !session.is(Session.Mode.NO_EVICT)
          && (greediest == null || session.keptBytes() > greediest.keptBytes())) {
        greediest = session;
      }
    }
    return greediest;
  }

  private void close(Session session) {
    LOG.warn(
        "closing client {}: it makes the server keep {} bytes, and others want some",
        session.channel().remoteAddress(),
        session.keptBytes());
    closing.accept(session);
    forget(session);
  }

  /** What all sessions have. */
  public long bytes() {
    return total;
  }
}
