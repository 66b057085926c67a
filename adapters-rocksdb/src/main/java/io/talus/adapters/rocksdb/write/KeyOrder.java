package io.talus.adapters.rocksdb.write;

import java.util.Arrays;

/**
 * Sorts keys that lie in one array: neighbours go into RocksDB's memtable at half the price of keys
 * in any order. A merge sort over their numbers, from runs upwards; the JDK cannot sort numbers by
 * what they stand for without making objects of them.
 *
 * <p>Keys of a family begin alike: with a table, a slot, an incarnation. So to compare them byte by
 * byte mostly compares what is the same. Therefore each key first gets a word of eight bytes: those
 * at the first eight places where not all keys agree. Places where all agree decide nothing, so the
 * words compare as the keys do; where words are equal the keys themselves are compared.
 */
final class KeyOrder {
  /** Shorter runs are sorted by insertion. */
  private static final int RUN = 8;

  /** Places further on are not looked at: prefixes are shorter, and hashes follow them. */
  private static final int PLACES_MAX = 64;

  /** Among the fields of a key: where it begins. */
  static final int AT = 0;

  /** Among the fields of a key: how long it is. */
  static final int LENGTH = 1;

  private final byte[] bytes;
  private final int[] fields;
  private final int stride;
  private final long[] words;

  private KeyOrder(byte[] bytes, int[] fields, int stride, int count) {
    this.bytes = bytes;
    this.fields = fields;
    this.stride = stride;
    this.words = words(count, differingPlaces(count));
  }

  /**
   * The numbers from 0 to {@code count - 1} in the order of their keys.
   *
   * @param fields {@code stride} numbers for each key, {@link #AT} and {@link #LENGTH} among them
   */
  static int[] sort(byte[] bytes, int[] fields, int stride, int count) {
    return new KeyOrder(bytes, fields, stride, count).sort(count);
  }

  private int at(int key) {
    return fields[stride * key + AT];
  }

  private int length(int key) {
    return fields[stride * key + LENGTH];
  }

  /** The first places where keys differ, at most eight; all of them are within every key. */
  private int[] differingPlaces(int count) {
    int common = PLACES_MAX;
    for (int i = 0; i < count; i++) {
      common = Math.min(common, length(i));
    }
    byte[] differing = new byte[common];
    int first = count == 0 ? 0 : at(0);
    for (int i = 1; i < count; i++) {
      int at = at(i);
      for (int place = 0; place < common; place++) {
        differing[place] |= (byte) (bytes[at + place] ^ bytes[first + place]);
      }
    }
    int[] places = new int[Long.BYTES];
    int found = 0;
    for (int place = 0; place < common && found < places.length; place++) {
      if (differing[place] != 0) {
        places[found++] = place;
      }
    }
    return Arrays.copyOf(places, found);
  }

  private long[] words(int count, int[] places) {
    long[] made = new long[count];
    for (int i = 0; i < count; i++) {
      int at = at(i);
      long word = 0;
      for (int place : places) {
        word = (word << Byte.SIZE) | (bytes[at + place] & 0xFF);
      }
      made[i] = word;
    }
    return made;
  }

  private int[] sort(int count) {
    int[] from = new int[count];
    Arrays.setAll(from, i -> i);
    for (int run = 0; run < count; run += RUN) {
      sortRun(from, run, Math.min(run + RUN, count));
    }
    int[] to = new int[count];
    for (int width = RUN; width < count && width > 0; width <<= 1) {
      for (int left = 0; left < count; left += 2 * width) {
        merge(from, to, left, Math.min(left + width, count), Math.min(left + 2 * width, count));
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void sortRun(int[] order, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      int moving = order[i];
      int place = i;
      while (place > start && compare(order[place - 1], moving) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = moving;
    }
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int place = start; place < end; place++) {
      boolean takeLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
      to[place] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int a, int b) {
    int byWord = Long.compareUnsigned(words[a], words[b]);
    return byWord != 0
        ? byWord
        : Arrays.compareUnsigned(bytes, at(a), at(a) + length(a), bytes, at(b), at(b) + length(b));
  }
}
