package io.talus.domain.value;

/**
 * Cursors over hash-ordered structures.
 *
 * <p>A cursor is the unsigned 32-bit hash to go on from; 0 starts, and 0 is returned at the end. A
 * call visits at least {@code count} elements unless it reaches the end, and always all elements of
 * a hash it has begun: no element that stays is missed, whatever is added or removed between calls,
 * and none comes twice.
 */
public final class Scan {
  public static final long START = 0;
  public static final long END = 0;

  private Scan() {}

  /** The cursor that goes on after the elements with {@code hash}, or {@link #END}. */
  public static long after(int hash) {
    return (Integer.toUnsignedLong(hash) + 1) & 0xFFFFFFFFL;
  }
}
