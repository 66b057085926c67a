package io.talus.adapters.memory.structure;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a list, addressed by absolute position: constant time at both ends and by
 * position. Belongs to one thread.
 *
 * <p>The capacity is a power of two and a position's place is its low bits, so nothing moves when
 * the list grows or is trimmed at either end. Positions may be negative.
 */
public final class Ring {
  private static final int CAPACITY_MIN = 4;
  private static final long CAPACITY_MAX = 1L << 30;

  /** Halves when less than this share is used; well below the half that doubling leaves. */
  private static final int SPARSE = 4;

  private byte[] @Nullable [] slots = new byte[CAPACITY_MIN][];
  private long first;
  private long end;

  /** The position of the first entry. */
  public long first() {
    return first;
  }

  /** One past the position of the last entry. */
  public long end() {
    return end;
  }

  /** The heap that the ring takes without its entries. */
  public long sizeBytes() {
    return HeapSize.references(slots.length);
  }

  /** The entry at a position from {@link #first} to {@code end() - 1}. */
  public byte[] get(long position) {
    byte[] entry = position >= first && position < end ? slots[place(position)] : null;
    if (entry == null) {
      throw new IndexOutOfBoundsException(
          "position: " + position + " (expected: " + first + ".." + (end - 1) + ")");
    }
    return entry;
  }

  /** Puts an entry; returns the one that was there, or null. The bounds stretch to include it. */
  public byte @Nullable [] put(long position, byte[] entry) {
    if (first == end) {
      first = position;
      end = position;
    }
    stretch(Math.min(first, position), Math.max(end, position + 1));
    int place = place(position);
    byte[] previous = slots[place];
    slots[place] = entry;
    return previous;
  }

  /**
   * Drops the entries from {@code from} (inclusive) to {@code to} (exclusive) as far as they exist.
   * The bounds close up if that is at one end.
   *
   * @return the heap that the dropped entries took
   */
  public long drop(long from, long to) {
    long start = Math.max(first, from);
    long stop = Math.min(end, to);
    long freed = 0;
    for (long position = start; position < stop; position++) {
      freed += clear(place(position));
    }
    if (start >= stop) {
      return 0;
    }
    if (start == first) {
      first = stop;
    } else if (stop == end) {
      end = start;
    }
    shrinkIfSparse();
    return freed;
  }

  private long clear(int place) {
    byte[] entry = slots[place];
    slots[place] = null;
    return entry == null ? 0 : HeapSize.bytes(entry.length);
  }

  private void stretch(long newFirst, long newEnd) {
    long needed = newEnd - newFirst;
    if (needed > slots.length) {
      if (needed > CAPACITY_MAX) {
        throw new IllegalStateException(
            "list entries: " + needed + " (expected: at most " + CAPACITY_MAX + ")");
      }
      resize(Math.max(slots.length * 2, (int) Long.highestOneBit(needed - 1) * 2));
    }
    first = newFirst;
    end = newEnd;
  }

  private void shrinkIfSparse() {
    int capacity = slots.length;
    while (capacity > CAPACITY_MIN && end - first < capacity / SPARSE) {
      capacity /= 2;
    }
    if (capacity < slots.length) {
      resize(capacity);
    }
  }

  private void resize(int capacity) {
    byte[] @Nullable [] resized = new byte[capacity][];
    long position = first;
    while (position < end) {
      int from = place(position);
      int to = (int) position & (capacity - 1);
      int run = (int) Math.min(end - position, Math.min(slots.length - from, capacity - to));
      System.arraycopy(slots, from, resized, to, run);
      position += run;
    }
    slots = resized;
  }

  private int place(long position) {
    return (int) position & (slots.length - 1);
  }
}
