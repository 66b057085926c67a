package io.talus.adapters.resp;

import io.talus.adapters.resp.protocol.ReplyBuffer;
import java.util.ArrayDeque;

/** Arrays for replies, shared by the connections of a loop: most hold one only during a tick. */
final class ArrayPool {
  /** Holds the replies of most pipelines; larger output takes several. */
  static final int ARRAY_BYTES = 32 * 1024;

  /** Eight megabytes: what fits a processor's cache is worth keeping. */
  private static final int KEPT_MAX = 256;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  static {
    assert ARRAY_BYTES >= ReplyBuffer.CAPACITY_MIN;
  }

  /** The array that was given back last: it is the one still in the cache. */
  byte[] borrow() {
    byte[] array = free.pollLast();
    return array == null ? new byte[ARRAY_BYTES] : array;
  }

  void giveBack(byte[] array) {
    if (free.size() < KEPT_MAX) {
      free.addLast(array);
    }
  }
}
