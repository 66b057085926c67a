package io.talus.domain.replication.support;

/**
 * Until when this node may lead groups whose leaders are appointed: the lease that it keeps alive
 * with the metadata, counted from when the keepalive was sent, and a margin less. So it has always
 * stopped before the metadata calls its lease expired, whatever its wall clock says.
 *
 * <p>Owned by one event loop; times are milliseconds of a monotonic clock.
 */
public final class NodeLease {
  private final long leaseMillis;
  private final long marginMillis;
  private long untilMillis = Long.MIN_VALUE;

  public NodeLease(long leaseMillis, long marginMillis) {
    if (marginMillis < 0 || marginMillis >= leaseMillis) {
      throw new IllegalArgumentException(
          "margin: " + marginMillis + " (expected: below the lease, " + leaseMillis + ")");
    }
    this.leaseMillis = leaseMillis;
    this.marginMillis = marginMillis;
  }

  /** The metadata has confirmed a keepalive. */
  public void renewed(long sentMillis) {
    untilMillis = Math.max(untilMillis, sentMillis + leaseMillis - marginMillis);
  }

  /** The lease is gone, or the machine may have slept through it. */
  public void lost() {
    untilMillis = Long.MIN_VALUE;
  }

  public long untilMillis() {
    return untilMillis;
  }
}
