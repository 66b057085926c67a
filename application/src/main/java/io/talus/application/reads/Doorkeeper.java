package io.talus.application.reads;

import io.talus.domain.bytes.Bytes;
import java.util.function.BooleanSupplier;

/**
 * Decides which strings become resident that are only read, and which elements of collections in
 * place: where memory is full, those that were read before, not long ago. What is read once would
 * only take the place of what is read often, and every key that comes and goes is work for the
 * collector.
 *
 * <p>Remembers the reads of about as many keys as may be resident, by two bytes of their hash. Two
 * keys may be taken for one: then a key comes in early. Belongs to the shard's thread.
 */
public final class Doorkeeper {
  /** What a small key takes of the heap. */
  private static final int BYTES_OF_KEY = 256;

  private static final int PLACES_MIN = 1 << 10;
  private static final int PLACES_MAX = 1 << 22;

  /** Spreads hashes over all bits: 2^32 divided by the golden ratio. */
  private static final int SPREAD = 0x9E3779B1;

  private final BooleanSupplier isFull;
  private final short[] marks;
  private final int shift;

  /**
   * Begins with no reads remembered.
   *
   * @param residentBytes what they may take that become resident
   * @param isFull whether they take about as much
   */
  public Doorkeeper(long residentBytes, BooleanSupplier isFull) {
    this.isFull = isFull;
    long places = Math.clamp(residentBytes / BYTES_OF_KEY, PLACES_MIN, PLACES_MAX);
    this.marks = new short[(int) Long.highestOneBit(places)];
    this.shift = Integer.numberOfLeadingZeros(marks.length) + 1;
  }

  /** Whether a key that is read from the store now is to become resident. */
  boolean admits(Bytes key) {
    return admits(key.hashCode());
  }

  /** Whether that is to become resident which has this hash. */
  boolean admits(int hash) {
    if (!isFull.getAsBoolean()) {
      return true;
    }
    int spread = hash * SPREAD;
    int place = spread >>> shift;
    short mark = (short) spread;
    boolean wasRead = marks[place] == mark;
    marks[place] = mark;
    return wasRead;
  }
}
