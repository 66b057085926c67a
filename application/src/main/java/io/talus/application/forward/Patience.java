package io.talus.application.forward;

import io.talus.application.port.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** How long a command waits for somebody to run it, and when it is tried again. */
final class Patience {
  /** The first pause before a command is tried again; each next one is twice as long. */
  private static final long PAUSE_MILLIS_MIN = 4;

  /** No pause is longer: somebody may lead by now. */
  private static final long PAUSE_MILLIS_MAX = 250;

  private static final int DOUBLINGS_MAX = 6;

  private final LongSupplier timeoutMillis;
  private final EventLoop loop;
  private final RandomGenerator random;

  Patience(LongSupplier timeoutMillis, EventLoop loop, RandomGenerator random) {
    this.timeoutMillis = timeoutMillis;
    this.loop = loop;
    this.random = random;
  }

  long nowNanos() {
    return loop.nanoTime();
  }

  long timeoutMillis() {
    return timeoutMillis.getAsLong();
  }

  /** When a command is given up that begins to wait now. */
  long deadlineNanos() {
    return deadlineNanos(nowNanos());
  }

  /** The same, for who has looked at the clock. */
  long deadlineNanos(long nowNanos) {
    return nowNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis());
  }

  /** When a command is tried again that was refused so often; many do not come at once. */
  long nextTryNanos(int refusals) {
    long pause = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS_MIN << Math.min(refusals, DOUBLINGS_MAX));
    return nowNanos() + TimeUnit.MILLISECONDS.toNanos(pause / 2 + random.nextLong(pause));
  }

  /** Until then, at least a millisecond. */
  long millisUntil(long nanos) {
    return millisBetween(nowNanos(), nanos);
  }

  /** From one to the other, at least a millisecond. */
  static long millisBetween(long nowNanos, long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - nowNanos) + 1);
  }

  EventLoop.Timer schedule(long millis, Runnable task) {
    return loop.schedule(millis, task);
  }

  void post(Runnable task) {
    loop.post(task);
  }
}
