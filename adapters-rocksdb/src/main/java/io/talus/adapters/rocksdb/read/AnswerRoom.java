package io.talus.adapters.rocksdb.read;

/** Adds up what an answer takes of the heap, and says when that is too much. Of one read. */
final class AnswerRoom {
  /** Objects, array headers and references of an element. */
  private static final int ELEMENT_BYTES = 64;

  private long left;

  AnswerRoom(long bytesMax) {
    left = bytesMax;
  }

  /** Takes an element, or several, with so many bytes. */
  void take(long bytes) {
    left -= ELEMENT_BYTES + bytes;
  }

  boolean isExceeded() {
    return left < 0;
  }
}
