package io.talus.adapters.memory.structure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A long string in chunks, changed in place; what was never written takes no memory and reads as
 * zeros. Belongs to one thread.
 */
public final class SparseBytes {
  public static final int CHUNK_BYTES = 16 * 1024;
  private static final int CHUNK_BYTES_MIN = 64;

  private byte[] @Nullable [] chunks = new byte[0][];
  private long sizeBytes;

  /** The heap that the chunks take. */
  public long sizeBytes() {
    return sizeBytes + HeapSize.references(chunks.length);
  }

  /** Writes {@code source} at {@code offset}. */
  public void write(long offset, byte[] source) {
    int from = 0;
    while (from < source.length) {
      int chunk = (int) ((offset + from) / CHUNK_BYTES);
      int start = (int) ((offset + from) % CHUNK_BYTES);
      int length = Math.min(source.length - from, CHUNK_BYTES - start);
      System.arraycopy(source, from, chunk(chunk, start + length), start, length);
      from += length;
    }
  }

  /** The bytes {@code from} (inclusive) to {@code to} (exclusive). */
  public byte[] read(long from, long to) {
    byte[] target = new byte[Math.toIntExact(to - from)];
    int done = 0;
    while (done < target.length) {
      int chunk = (int) ((from + done) / CHUNK_BYTES);
      int start = (int) ((from + done) % CHUNK_BYTES);
      int length = Math.min(target.length - done, CHUNK_BYTES - start);
      copy(chunk, start, length, target, done);
      done += length;
    }
    return target;
  }

  private void copy(int chunk, int start, int length, byte[] target, int at) {
    byte[] source = chunk < chunks.length ? chunks[chunk] : null;
    if (source != null && source.length > start) {
      System.arraycopy(source, start, target, at, Math.min(length, source.length - start));
    }
  }

  /** The chunk with at least this length; the last chunk of a string grows with it. */
  private byte[] chunk(int index, int length) {
    if (index >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length + chunks.length / 2));
    }
    byte[] chunk = chunks[index];
    if (chunk != null && chunk.length >= length) {
      return chunk;
    }
    byte[] grown = new byte[capacity(chunk, length)];
    if (chunk != null) {
      System.arraycopy(chunk, 0, grown, 0, chunk.length);
      sizeBytes -= HeapSize.bytes(chunk.length);
    }
    sizeBytes += HeapSize.bytes(grown.length);
    chunks[index] = grown;
    return grown;
  }

  private static int capacity(byte @Nullable [] chunk, int length) {
    int doubled = chunk == null ? CHUNK_BYTES_MIN : chunk.length * 2;
    return Math.min(CHUNK_BYTES, Math.max(doubled, length));
  }
}
