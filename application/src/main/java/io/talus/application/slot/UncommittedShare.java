package io.talus.application.slot;

/**
 * What the uncommitted units of all slots may take: the background writer keeps them in memory
 * until they are committed. Belongs to the shard's thread.
 */
public final class UncommittedShare {
  /** One slot that has lost its majority leaves room for as many others. */
  private static final int SLOTS = 16;

  private final long bytesMax;
  private long bytes;

  public UncommittedShare(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  void grow(long more) {
    bytes += more;
  }

  /** Whether a slot with so many bytes may have no more. */
  boolean isUsedUpBy(long ofSlot) {
    return ofSlot > bytesMax / SLOTS || (bytes > bytesMax && ofSlot > 0);
  }
}
