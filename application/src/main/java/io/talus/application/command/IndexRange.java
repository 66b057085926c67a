package io.talus.application.command;

/**
 * Indexes from {@code from} (inclusive) to {@code to} (exclusive) of something that has a length.
 */
public record IndexRange(long from, long to) {
  public static final IndexRange EMPTY = new IndexRange(0, 0);

  /**
   * The range that clients write with both ends included, negative ones counted from the end, and
   * either of them possibly out of range.
   */
  public static IndexRange of(long start, long stop, long length) {
    long from = Math.max(start < 0 ? start + length : start, 0);
    long last = Math.min(stop < 0 ? stop + length : stop, length - 1);
    return from > last ? EMPTY : new IndexRange(from, last + 1);
  }

  /**
   * As {@link #of}, but a stop before the beginning is taken for the first index: so GETRANGE,
   * BITCOUNT and BITPOS read their ranges.
   */
  public static IndexRange clamped(long start, long stop, long length) {
    return of(start, Math.max(stop < 0 ? stop + length : stop, 0), length);
  }

  public boolean isEmpty() {
    return from == to;
  }

  public long length() {
    return to - from;
  }
}
