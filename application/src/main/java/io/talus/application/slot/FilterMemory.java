package io.talus.application.slot;

import java.util.function.LongSupplier;

/**
 * What the filters of a shard's slots may take of the memory for resident keys, and what they do.
 * On the shard's thread.
 */
public final class FilterMemory {
  /** A filter takes ten bits for a key that would not find room among the residents anyway. */
  private static final int PART_OF_SHARE = 4;

  private final LongSupplier shareBytes;
  private long bytes;

  /**
   * Begins with all of it free.
   *
   * @param shareBytes how much memory resident keys may take, as it is set at the moment
   */
  public FilterMemory(LongSupplier shareBytes) {
    this.shareBytes = shareBytes;
  }

  /** For a shard whose keys are all resident: no filter is wanted. */
  public static FilterMemory none() {
    return new FilterMemory(() -> 0);
  }

  /** Takes so many bytes, if there are as many. */
  boolean take(long wanted) {
    if (bytes + wanted > shareBytes.getAsLong() / PART_OF_SHARE) {
      return false;
    }
    bytes += wanted;
    return true;
  }

  /** Whether the filters have more than they may, as what they may has become less. */
  public boolean isExceeded() {
    return bytes > shareBytes.getAsLong() / PART_OF_SHARE;
  }

  void giveBack(long taken) {
    bytes -= taken;
  }

  /** What all filters take together. */
  public long bytes() {
    return bytes;
  }
}
