package io.talus.application.log;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array with the primitives of the record format. Belongs to one thread. */
public final class ByteSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The longest varint. */
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] array;
  private int length;

  public ByteSink(int initialBytes) {
    array = new byte[initialBytes];
  }

  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Empties the sink; what it has grown beyond {@code keptBytesMax} is given back. */
  public void clear(int keptBytesMax) {
    length = 0;
    if (array.length > keptBytesMax) {
      array = new byte[keptBytesMax];
    }
  }

  /** Takes back what was written behind so many bytes. */
  public void truncate(int newLength) {
    length = newLength;
  }

  private void ensure(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, grown(more));
    }
  }

  private int grown(int more) {
    long wanted = Math.max((long) length + more, array.length * 2L);
    long possible = Math.min(wanted, Integer.MAX_VALUE - 8);
    return (int) Math.max(possible, Math.addExact(length, more));
  }

  public void u8(int value) {
    ensure(1);
    array[length++] = (byte) value;
  }

  public void u32(int value) {
    ensure(Integer.BYTES);
    INT.set(array, length, value);
    length += Integer.BYTES;
  }

  public void u64(long value) {
    ensure(Long.BYTES);
    LONG.set(array, length, value);
    length += Long.BYTES;
  }

  /** Leaves room for a u32 that {@link #u32At} fills later; returns where. */
  public int reserveU32() {
    u32(0);
    return length - Integer.BYTES;
  }

  public void u32At(int position, int value) {
    INT.set(array, position, value);
  }

  public void varint(long value) {
    ensure(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      array[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[length++] = (byte) rest;
  }

  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  public void float64(double value) {
    u64(Double.doubleToRawLongBits(value));
  }

  public void time(long expireAt) {
    varint(expireAt == Expiry.NEVER ? 0 : expireAt + 1);
  }

  public void bytes(Bytes value) {
    int size = value.length();
    varint(size);
    ensure(size);
    System.arraycopy(value.array(), 0, array, length, size);
    length += size;
  }

  /** The first {@code size} bytes of the array, as they are. */
  public void bytes(byte[] source, int size) {
    bytes(source, 0, size);
  }

  /** So many bytes of the array from there on, as they are. */
  public void bytes(byte[] source, int from, int size) {
    ensure(size);
    System.arraycopy(source, from, array, length, size);
    length += size;
  }
}
