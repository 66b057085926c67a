package io.talus.application.replication;

import java.util.function.LongSupplier;

/** How fast snapshots leave, all together. Belongs to the shard's thread. */
final class Throttle {
  /** What may leave at once after a pause: a part of a second's worth. */
  private static final long BURST_MILLIS = 100;

  private static final long MILLIS = 1000;

  private final LongSupplier bytesPerSecond;
  private long allowance;
  private long filledAt;

  /**
   * @param bytesPerSecond as it is at any time; 0 for as fast as it goes
   */
  Throttle(LongSupplier bytesPerSecond, long nowMillis) {
    this.bytesPerSecond = bytesPerSecond;
    this.filledAt = nowMillis;
  }

  /** Whether something may leave now, however large: later things wait the longer for it. */
  boolean allows(long nowMillis) {
    long rate = bytesPerSecond.getAsLong();
    if (rate == 0) {
      allowance = 0; // who sets a rate again owes nothing
      filledAt = nowMillis;
      return true;
    }
    long passed = Math.min(MILLIS, nowMillis - filledAt);
    // As it may be more than a long holds in a second.
    long filled = allowance + Math.min(rate, Long.MAX_VALUE / MILLIS) * passed / MILLIS;
    if (filled != allowance) {
      filledAt = nowMillis;
      allowance = Math.min(burst(rate), filled);
    }
    return allowance > 0;
  }

  private static long burst(long rate) {
    return Math.max(1, rate / (MILLIS / BURST_MILLIS));
  }

  void spent(long bytes) {
    if (bytesPerSecond.getAsLong() > 0) {
      allowance -= bytes;
    }
  }
}
