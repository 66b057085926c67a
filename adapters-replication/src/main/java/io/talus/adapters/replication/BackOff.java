package io.talus.adapters.replication;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each that failed, up to a bound,
 * and never exactly as long as others wait. Owned by the event loop.
 */
final class BackOff {
  private final long millisMin;
  private final long millisMax;
  private final RandomGenerator random;
  private long next;

  BackOff(long millisMin, long millisMax, RandomGenerator random) {
    this.millisMin = millisMin;
    this.millisMax = millisMax;
    this.random = random;
    this.next = millisMin;
  }

  /** The next pause: half of what is due to all of it. */
  long nextMillis() {
    long due = next;
    next = Math.min(millisMax, 2 * next);
    return random.nextLong(due / 2, due + 1);
  }

  /** An attempt has succeeded. */
  void reset() {
    next = millisMin;
  }
}
