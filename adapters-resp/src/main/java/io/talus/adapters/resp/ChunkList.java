package io.talus.adapters.resp;

import java.util.ArrayDeque;

/**
 * Bytes in a row, in arrays that are not copied: those of the pool, which go back when they have
 * been taken, and values that belong to others. Belongs to one connection.
 */
final class ChunkList {

  /** Where bytes go. */
  interface Target {
    void write(byte[] source, int from, int length);
  }

  private static final class Chunk {
    private final byte[] array;
    private final boolean pooled;
    private int length;

    Chunk(byte[] array, int length, boolean pooled) {
      this.array = array;
      this.length = length;
      this.pooled = pooled;
    }
  }

  private final ArrayPool pool;
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(0);
  private long bytes;

  /** What of the first chunk has been taken. */
  private int taken;

  ChunkList(ArrayPool pool) {
    this.pool = pool;
  }

  /**
   * Appends the first {@code length} bytes of the array.
   *
   * @param pooled whether the array goes to the pool in the end
   */
  void add(byte[] array, int length, boolean pooled) {
    chunks.add(new Chunk(array, length, pooled));
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /** Takes the first {@code max} bytes, or all there are; returns how many. */
  long take(long max, Target target) {
    long missing = Math.min(max, bytes);
    long all = missing;
    while (missing > 0) {
      Chunk chunk = chunks.element();
      int part = (int) Math.min(missing, chunk.length - taken);
      target.write(chunk.array, taken, part);
      taken += part;
      bytes -= part;
      missing -= part;
      if (taken == chunk.length) {
        drop();
      }
    }
    return all;
  }

  private void drop() {
    Chunk chunk = chunks.remove();
    taken = 0;
    if (chunk.pooled) {
      pool.giveBack(chunk.array);
    }
  }

  /** Forgets everything behind the first {@code keep} bytes. */
  void cutTo(long keep) {
    while (bytes > keep) {
      Chunk last = chunks.getLast();
      int left = last.length - (chunks.size() == 1 ? taken : 0);
      int cut = (int) Math.min(left, bytes - keep);
      bytes -= cut;
      last.length -= cut;
      if (cut == left) {
        dropLast();
      }
    }
  }

  private void dropLast() {
    Chunk chunk = chunks.removeLast();
    if (chunks.isEmpty()) {
      taken = 0;
    }
    if (chunk.pooled) {
      pool.giveBack(chunk.array);
    }
  }

  void clear() {
    while (!chunks.isEmpty()) {
      drop();
    }
    bytes = 0;
  }
}
