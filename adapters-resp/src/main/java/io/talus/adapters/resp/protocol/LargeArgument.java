package io.talus.adapters.resp.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * An argument that arrives in pieces, each written where it will stay.
 *
 * <p>Its array grows with what has arrived, in few and large steps: announcing half a gigabyte must
 * not cost half a gigabyte. Without room for such a step it grows by a quarter.
 */
public final class LargeArgument {
  private static final int FIRST_CAPACITY = 64 * 1024;
  private static final int GROWTH = 4;

  private final int length;
  private final RequestLimits limits;
  private byte[] array;
  private int filled;

  LargeArgument(int length, RequestLimits limits) {
    this.length = length;
    this.limits = limits;
    this.array = new byte[Math.min(length, FIRST_CAPACITY)];
  }

  /** Takes what belongs to the argument. */
  void fill(ReceivedBytes source) {
    int bytes = Math.min(length - filled, source.length());
    reserve(bytes);
    System.arraycopy(source.array(), source.position(), array, filled, bytes);
    source.skip(bytes);
    filled += bytes;
  }

  /** Takes what belongs to the argument straight from the socket's buffer. */
  public void fill(ByteBuf source) {
    int bytes = Math.min(length - filled, source.readableBytes());
    reserve(bytes);
    source.readBytes(array, filled, bytes);
    filled += bytes;
  }

  private void reserve(int bytes) {
    if (array.length - filled < bytes) {
      int ample = capacity((long) array.length * GROWTH, bytes);
      boolean room = limits.hasRoomFor((long) ample - array.length);
      int capacity = room ? ample : capacity(array.length + array.length / 4L, bytes);
      array = Arrays.copyOf(array, capacity);
    }
  }

  private int capacity(long wanted, int bytes) {
    return (int) Math.min(length, Math.max(wanted, (long) filled + bytes));
  }

  boolean isComplete() {
    return filled == length;
  }

  int capacity() {
    return array.length;
  }

  int filled() {
    return filled;
  }

  /** The whole argument. */
  byte[] array() {
    return array;
  }
}
