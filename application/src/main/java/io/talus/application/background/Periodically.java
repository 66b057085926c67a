package io.talus.application.background;

import io.talus.application.port.EventLoop;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something on a loop again and again, for as long as the loop runs, whatever becomes of it:
 * work that fails is logged once in a while, and its next time comes all the same.
 *
 * <p>For work that a node can do without for a while: what is about the log's or the replies' truth
 * catches its own failures and ends the process.
 */
public final class Periodically {
  private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);

  private final EventLoop loop;
  private final long pauseMillis;
  private final LongSupplier work;
  private final FailureLog failures;

  private Periodically(EventLoop loop, long pauseMillis, String what, LongSupplier work) {
    this.loop = loop;
    this.pauseMillis = pauseMillis;
    this.work = work;
    this.failures = new FailureLog(LOG, what + " failed", loop::nanoTime);
  }

  /**
   * Does the work for the first time after a pause, and then after a pause each. Any thread.
   *
   * @param what the work is, for the log
   */
  public static void run(EventLoop loop, long pauseMillis, String what, Runnable work) {
    pausing(
        loop,
        pauseMillis,
        what,
        () -> {
          work.run();
          return pauseMillis;
        });
  }

  /**
   * As {@link #run}; the work says how long to pause after it, in milliseconds.
   *
   * @param pauseMillis before the first time, and after work that failed
   */
  public static void pausing(EventLoop loop, long pauseMillis, String what, LongSupplier work) {
    Periodically rounds = new Periodically(loop, pauseMillis, what, work);
    loop.schedule(pauseMillis, rounds::round);
  }

  private void round() {
    long pause = pauseMillis;
    try {
      pause = work.getAsLong();
    } catch (RuntimeException failed) {
      failures.add(failed);
    } finally { // after an Error as well: the loop survives it
      loop.schedule(pause, this::round);
    }
  }
}
