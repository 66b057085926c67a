package io.talus.application.replication;

/** How fast snapshots leave, all together. Belongs to the shard's thread. */
final class Throttle {
  /** What may leave at once after a pause: a part of a second's worth. */
  private static final long BURST_MILLIS = 100;

  private static final long MILLIS = 1000;

  private final long bytesPerSecond;
  private long allowance;
  private long filledAt;

  /**
   * @param bytesPerSecond 0 for as fast as it goes
   */
  Throttle(long bytesPerSecond, long nowMillis) {
    this.bytesPerSecond = bytesPerSecond;
    this.filledAt = nowMillis;
  }

  /** Whether something may leave now, however large: later things wait the longer for it. */
  boolean allows(long nowMillis) {
    if (bytesPerSecond == 0) {
      return true;
    }
    long passed = Math.min(MILLIS, nowMillis - filledAt);
    long filled = allowance + bytesPerSecond * passed / MILLIS;
    if (filled != allowance) {
      filledAt = nowMillis;
      allowance = Math.min(bytesPerSecond * BURST_MILLIS / MILLIS, filled);
    }
    return allowance > 0;
  }

  void spent(long bytes) {
    if (bytesPerSecond > 0) {
      allowance -= bytes;
    }
  }
}
