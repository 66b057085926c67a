package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.domain.bytes.Bytes;

/** A chunk of a long string that the writer has at hand; zeros follow what was written last. */
final class StringChunk {
  private final Bytes key;
  private final byte[] bytes = new byte[ElementLayout.CHUNK_BYTES];
  private int length;

  StringChunk(Bytes key, byte[] stored) {
    this.key = key;
    System.arraycopy(stored, 0, bytes, 0, stored.length);
    length = stored.length;
  }

  Bytes key() {
    return key;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void patch(int at, byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, at, count);
    length = Math.max(length, at + count);
  }
}
