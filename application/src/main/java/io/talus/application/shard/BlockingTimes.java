package io.talus.application.shard;

import io.talus.application.command.Blocked;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** For how long blocked sessions wait; one timer each. Belongs to the shard's thread. */
final class BlockingTimes {
  private record Timeout(EventLoop.Timer timer, long atNanos) {}

  private final EventLoop loop;
  private final Map<Session, Timeout> timeouts = new HashMap<>();

  BlockingTimes(EventLoop loop) {
    this.loop = loop;
  }

  /** The session waits: as long as its command says, or as is left of that. */
  void begin(Session session, Blocked blocked, Runnable onTimeout) {
    long left = session.takeTimeLeft();
    if (blocked.timeoutMillis() > 0) {
      long millis = left > 0 ? left : blocked.timeoutMillis();
      timeouts.put(
          session,
          new Timeout(
              loop.schedule(millis, onTimeout),
              loop.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }
  }

  /** The session waits no longer here; it may have to go on waiting elsewhere. */
  void end(Session session) {
    Timeout timeout = timeouts.remove(session);
    if (timeout != null) {
      timeout.timer.cancel();
      long left = TimeUnit.NANOSECONDS.toMillis(timeout.atNanos - loop.nanoTime());
      session.timeLeft(Math.max(1, left));
    }
  }
}
