package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring entries of a list in one value, so that many pushes cost one insert.
 *
 * <p>A page holds the entries at the positions from {@code page * ENTRIES} on. Its bytes are a
 * bitmap (int64, lowest bit first) of the positions it holds, and then for each of them {@code
 * length + 1} as a varint and the entry's bytes; a length of 0 says that the entry is a long one,
 * under a key of its own. What lies outside the list's bounds may still be in a page, and counts
 * for nothing.
 *
 * <p>Belongs to one thread.
 */
public final class ListPage {
  /** Positions of a page: one bit of a long each. */
  public static final int ENTRIES = 64;

  /**
   * Longer entries have keys of their own. A page is written anew when one of its entries changes,
   * so this bounds what a push may cost: 16 KB.
   */
  public static final int INLINE_BYTES_MAX = 256;

  private static final int SHIFT = 6;

  private final @Nullable Bytes[] entries = new Bytes[ENTRIES];
  private long held;
  private long longOnes;

  /** The page of an absolute position. */
  public static long pageOf(long position) {
    return position >> SHIFT;
  }

  /** The first position of a page. */
  public static long firstOf(long page) {
    return page << SHIFT;
  }

  public static int indexOf(long position) {
    return (int) position & (ENTRIES - 1);
  }

  public static boolean isLong(Bytes entry) {
    return entry.length() > INLINE_BYTES_MAX;
  }

  public static ListPage decode(byte[] value) {
    ListPage page = new ListPage();
    LayoutSource source = new LayoutSource(value);
    page.held = source.int64();
    for (long rest = page.held; rest != 0; rest &= rest - 1) {
      int index = Long.numberOfTrailingZeros(rest);
      int length = (int) source.varint() - 1;
      if (length < 0) {
        page.longOnes |= 1L << index;
      } else {
        page.entries[index] = source.bytes(length);
      }
    }
    return page;
  }

  public void encode(LayoutSink sink) {
    sink.int64(held);
    for (long rest = held; rest != 0; rest &= rest - 1) {
      Bytes entry = entries[Long.numberOfTrailingZeros(rest)];
      if (entry == null) {
        sink.varint(0);
      } else {
        sink.varint(entry.length() + 1L).bytes(entry);
      }
    }
  }

  public boolean isEmpty() {
    return held == 0;
  }

  public boolean holds(int index) {
    return (held >>> index & 1) != 0;
  }

  /** Whether the entry is under a key of its own. */
  public boolean isLong(int index) {
    return (longOnes >>> index & 1) != 0;
  }

  /** The entry, or null if it is not here, or is a long one. */
  public @Nullable Bytes entry(int index) {
    return entries[index];
  }

  public void put(int index, Bytes entry) {
    long bit = 1L << index;
    held |= bit;
    if (isLong(entry)) {
      longOnes |= bit;
      entries[index] = null;
    } else {
      longOnes &= ~bit;
      entries[index] = entry;
    }
  }

  public void drop(int index) {
    held &= ~(1L << index);
    longOnes &= ~(1L << index);
    entries[index] = null;
  }
}
