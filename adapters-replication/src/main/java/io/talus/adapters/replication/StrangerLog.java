package io.talus.adapters.replication;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who was refused before it had proved itself, and why: a few lines at most, since anybody who
 * reaches the port can make them. Owned by the event loop.
 */
final class StrangerLog {
  private static final Logger LOG = LoggerFactory.getLogger(StrangerLog.class);

  /** Ten lines in ten seconds show a mistake in the settings of several nodes at once. */
  private static final int LINES_MAX = 10;

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private long periodBegan;
  private int lines;
  private long left;

  /**
   * Nobody was refused.
   *
   * @param nanoTime a monotonic clock
   */
  StrangerLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.periodBegan = nanoTime.getAsLong();
  }

  void add(PeerConnection connection, String reason) {
    if (nanoTime.getAsLong() - periodBegan >= PERIOD_NANOS) {
      periodBegan = nanoTime.getAsLong();
      lines = 0;
    }
    if (lines >= LINES_MAX) {
      left++;
      return;
    }
    lines++;
    LOG.warn("{} refused: {} ({} more were not logged)", connection, reason, left);
    left = 0;
  }
}
