package io.talus.adapters.resp;

/**
 * Memory for replies that slow readers have not taken, of all connections of a loop. Belongs to its
 * loop.
 *
 * <p>Redis collects replies without bound; here a client's further commands wait when too much of
 * it is unread. Clients that send a whole pipeline before they read anything need generous bounds,
 * many clients at once narrow ones: so everybody may have a little, and somebody a lot. A little is
 * a fair share of the whole, so it is the less the more connections have something waiting.
 *
 * <p>How long a command's reply is turns out when it is there. When many clients have a long one at
 * the same time, waiting does not help any more, and the client with the most of it is closed: what
 * all of them have stays below the whole and two of the longest replies.
 */
final class OutputBudget {
  /** What every connection may have while few have anything. */
  static final long CONNECTION_MIN = 1024 * 1024;

  /** What every connection may have in any case; so little need not be counted at once. */
  static final long LITTLE = 16 * 1024;

  /** The share of the whole that one connection may have. */
  private static final int CONNECTION_SHARE = 4;

  /** So many of the longest replies may come on top of the whole. */
  private static final int REPLIES_BEYOND = 2;

  /** With so much more than at its beginning a tick ends, so that the sockets can take some. */
  private static final long TICK_MAX = 4L * 1024 * 1024;

  private final long connectionMax;
  private final long totalMax;
  private final long fullAt;
  private final Runnable onOverfull;
  private long total;
  private int holders;
  private long tickEndsAt;

  /**
   * @param replyMax the longest reply
   * @param onOverfull is to close a connection
   */
  OutputBudget(long totalMax, long replyMax, Runnable onOverfull) {
    this.totalMax = totalMax;
    this.connectionMax = Math.max(CONNECTION_MIN, totalMax / CONNECTION_SHARE);
    this.fullAt = totalMax + REPLIES_BEYOND * replyMax;
    this.onOverfull = onOverfull;
    startTick();
  }

  /** What waits for a connection has changed; the connection knows already. */
  void change(long before, long now) {
    total += now - before;
    holders += Long.signum(now) - Long.signum(before);
    while (now > before && total > fullAt) {
      long totalBefore = total;
      onOverfull.run();
      if (total == totalBefore) {
        return;
      }
    }
  }

  /** Whether a connection with {@code bytes} has to read before its commands go on. */
  boolean isExceededBy(long bytes) {
    return bytes > fairShare() && (bytes > connectionMax || total > totalMax);
  }

  private long fairShare() {
    return Math.clamp(totalMax / Math.max(1, holders), LITTLE, CONNECTION_MIN);
  }

  void startTick() {
    tickEndsAt = total + Math.min(TICK_MAX, totalMax);
  }

  /** Whether so much has come together in this tick that it should be written. */
  boolean isTickFull() {
    return total > tickEndsAt;
  }
}
