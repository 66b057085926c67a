package io.talus.domain.replication.support;

/**
 * What another node has promised us: not to help anybody else to power, over our leaderships that
 * it has acknowledged in this support epoch.
 *
 * @param untilMillis by our own monotonic clock; counted from when we asked
 */
public record HeldSupport(SupportEpoch epoch, long untilMillis) {
  public static final HeldSupport NONE = new HeldSupport(SupportEpoch.NONE, Long.MIN_VALUE);

  public boolean holdsAt(long nowMillis) {
    return nowMillis < untilMillis;
  }
}
