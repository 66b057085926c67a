package io.talus.application.background;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs what fails again and again: the first failure at once, and then one every so often, with how
 * many there were. Any thread.
 */
public final class FailureLog {
  /** Often enough to see that it goes on; a disk that fails every read must not fill the log. */
  private static final long INTERVAL_MILLIS = 10_000;

  private final Logger log;
  private final String what;
  private final LongSupplier nanoTime;
  private boolean logged;
  private long loggedNanos;
  private long unlogged;

  /**
   * Nothing has failed yet.
   *
   * @param what fails, as a sentence
   * @param nanoTime a monotonic clock
   */
  public FailureLog(Logger log, String what, LongSupplier nanoTime) {
    this.log = log;
    this.what = what;
    this.nanoTime = nanoTime;
  }

  /** It has failed once more. */
  public synchronized void add(RuntimeException failure) {
    long now = nanoTime.getAsLong();
    if (logged && now - loggedNanos < TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS)) {
      unlogged++;
      return;
    }
    log.error("{} ({} more failures since this was logged last)", what, unlogged, failure);
    logged = true;
    loggedNanos = now;
    unlogged = 0;
  }
}
