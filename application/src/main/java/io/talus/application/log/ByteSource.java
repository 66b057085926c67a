package io.talus.application.log;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what {@link ByteSink} has written. Anything that does not fit is a {@link FormatException}.
 */
public final class ByteSource {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final ByteSource EMPTY = new ByteSource(new byte[0], 0, 0);

  private final byte[] array;
  private final int end;
  private int position;

  public ByteSource(byte[] array, int from, int to) {
    this.array = array;
    this.position = from;
    this.end = to;
  }

  public boolean hasMore() {
    return position < end;
  }

  public int position() {
    return position;
  }

  private int take(int size) {
    if (size < 0 || end - position < size) {
      throw new FormatException(
          "bytes at " + position + ": " + size + " (expected: at most " + (end - position) + ")");
    }
    int taken = position;
    position += size;
    return taken;
  }

  public int u8() {
    return array[take(1)] & 0xFF;
  }

  public int u32() {
    return (int) INT.get(array, take(Integer.BYTES));
  }

  public long u64() {
    return (long) LONG.get(array, take(Long.BYTES));
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = array[take(1)];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new FormatException("varint before " + position + ": too long");
  }

  /** A varint that has to fit the non-negative ints. */
  public int count() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new FormatException("count before " + position + ": " + value);
    }
    return (int) value;
  }

  /** The number of elements that follow, each of at least one byte. */
  public int elements() {
    int count = count();
    if (count > end - position) {
      throw new FormatException("elements at " + position + ": " + count);
    }
    return count;
  }

  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public double float64() {
    return Double.longBitsToDouble(u64());
  }

  public long time() {
    long value = varint();
    return value == 0 ? Expiry.NEVER : value - 1;
  }

  public Bytes bytes() {
    int size = count();
    int from = take(size);
    return Bytes.copyOf(array, from, size);
  }

  /** As {@link #bytes()}; {@code likely} itself if they are the same, which costs no copy. */
  public Bytes bytes(Bytes likely) {
    int size = count();
    int from = take(size);
    return Arrays.equals(array, from, from + size, likely.array(), 0, likely.length())
        ? likely
        : Bytes.copyOf(array, from, size);
  }

  /** The next {@code size} bytes as a source of their own. */
  public ByteSource part(int size) {
    int from = take(size);
    return new ByteSource(array, from, from + size);
  }
}
