package io.talus.application.cold;

/** The cursor of a table's SCAN: the slot in the bits above 32, the hash to go on from below. */
public final class ScanCursor {
  public static final long END = 0;
  private static final int HASH_BITS = 32;

  private ScanCursor() {}

  public static long of(int slot, long hash) {
    return ((long) slot << HASH_BITS) | hash;
  }

  /** The first position of the slot, or {@link #END} behind the last slot. */
  public static long startOf(int slot, int slotCount) {
    return slot >= slotCount ? END : of(slot, 0);
  }

  public static int slot(long cursor) {
    long slot = cursor >>> HASH_BITS;
    return slot > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) slot;
  }

  public static long hash(long cursor) {
    return cursor & 0xFFFFFFFFL;
  }
}
