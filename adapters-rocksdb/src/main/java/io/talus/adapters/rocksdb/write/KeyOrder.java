package io.talus.adapters.rocksdb.write;

import java.util.Arrays;

/**
 * Sorts keys that lie in one array: neighbours go into RocksDB's memtable at half the price of keys
 * in any order. A merge sort over their numbers, from runs upwards; the JDK cannot sort numbers by
 * what they stand for without making objects of them.
 */
final class KeyOrder {
  /** Shorter runs are sorted by insertion. */
  private static final int RUN = 8;

  private final byte[] bytes;
  private final int[] at;
  private final int[] length;

  private KeyOrder(byte[] bytes, int[] at, int[] length) {
    this.bytes = bytes;
    this.at = at;
    this.length = length;
  }

  /** The numbers from 0 to {@code count - 1} in the order of their keys. */
  static int[] sort(byte[] bytes, int[] at, int[] length, int count) {
    return new KeyOrder(bytes, at, length).sort(count);
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
    return Arrays.compareUnsigned(bytes, at[a], at[a] + length[a], bytes, at[b], at[b] + length[b]);
  }
}
