package io.talus.application.host;

/**
 * The parts of Java's heap that are not for data, by who takes them. Data gets less than half; so
 * even when everybody takes their parts at once, something is left for what the node itself needs.
 *
 * @param heapBytesMax what the heap may grow to
 */
public record HeapShares(long heapBytesMax) {
  private static final int SHARES = 32;

  /** A share, but no less: the smallest heap still has to serve ordinary clients. */
  private static final long SHARE_MIN = 1024 * 1024;

  private static final int SESSION_SHARES = 2;

  /** Nobody is helped by more unread replies, or more requests that arrive at once. */
  private static final long CLIENTS_MAX = 256L * 1024 * 1024;

  private long share() {
    return Math.max(SHARE_MIN, heapBytesMax / SHARES);
  }

  /**
   * What one command may take: its longest argument, its reply, and what it makes or fetches from
   * the disk for it. A value of this size is in memory several times while it is written.
   */
  public long commandBytes() {
    return share();
  }

  /** For the requests of all clients that have not arrived as a whole, or wait to be executed. */
  public long requestBytes() {
    return Math.min(CLIENTS_MAX, share());
  }

  /** For what all clients make the node keep beside requests and replies: keys that they watch. */
  public long sessionBytes() {
    return Math.min(CLIENTS_MAX, SESSION_SHARES * share());
  }

  /** For the replies of all clients that have not read them. */
  public long replyBytes() {
    return Math.min(CLIENTS_MAX, share());
  }
}
