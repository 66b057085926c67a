package io.talus.adapters.resp;

/**
 * Memory for replies that slow readers have not taken, of all connections of a loop. Belongs to its
 * loop.
 *
 * <p>Redis collects replies without bound; here a client's further commands wait when too much of
 * it is unread. Clients that send a whole pipeline before they read anything need generous bounds,
 * many clients at once narrow ones: so everybody may have a little, and somebody a lot.
 */
final class OutputBudget {
  /** What every connection may have, whatever the others have. */
  static final long CONNECTION_MIN = 1024 * 1024;

  /** The share of the whole that one connection may have. */
  private static final int CONNECTION_SHARE = 4;

  private final long connectionMax;
  private final long totalMax;
  private long total;

  OutputBudget(long totalMax) {
    this.totalMax = totalMax;
    this.connectionMax = Math.max(CONNECTION_MIN, totalMax / CONNECTION_SHARE);
  }

  /** A connection has so much more waiting, or less if negative. */
  void add(long bytes) {
    total += bytes;
  }

  /** Whether a connection with {@code bytes} has to read before its commands go on. */
  boolean isExceededBy(long bytes) {
    return bytes > CONNECTION_MIN && (bytes > connectionMax || total > totalMax);
  }
}
