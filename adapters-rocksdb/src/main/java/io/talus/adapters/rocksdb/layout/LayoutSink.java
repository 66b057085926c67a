package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array to which keys and values are encoded. Belongs to one thread. */
public final class LayoutSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The longest varint of a 64-bit number. */
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] array;
  private int length;

  public LayoutSink(int capacity) {
    array = new byte[capacity];
  }

  /** The bytes so far, from 0 to {@link #length}; another array after the next call. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Forgets what was encoded. */
  public LayoutSink clear() {
    length = 0;
    return this;
  }

  /** Forgets what was encoded after the first {@code newLength} bytes. */
  public LayoutSink truncate(int newLength) {
    length = newLength;
    return this;
  }

  public byte[] toArray() {
    return Arrays.copyOf(array, length);
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  public LayoutSink int8(int value) {
    reserve(1);
    array[length++] = (byte) value;
    return this;
  }

  public LayoutSink int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  public LayoutSink int32(int value) {
    reserve(Integer.BYTES);
    INT.set(array, length, value);
    length += Integer.BYTES;
    return this;
  }

  public LayoutSink int64(long value) {
    reserve(Long.BYTES);
    LONG.set(array, length, value);
    length += Long.BYTES;
    return this;
  }

  /** The number in groups of seven bits, the low ones first. */
  public LayoutSink varint(long value) {
    reserve(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      array[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[length++] = (byte) rest;
    return this;
  }

  public LayoutSink bytes(Bytes bytes) {
    return bytes(bytes.array(), 0, bytes.length());
  }

  public LayoutSink bytes(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, array, length, count);
    length += count;
    return this;
  }

  /** The storage hash, and the bytes: sorts as {@link Bytes#compareByHash}. */
  public LayoutSink hashed(Bytes bytes) {
    return int32(bytes.hashCode()).bytes(bytes);
  }

  private void reserve(int count) {
    if (array.length - length < count) {
      int half = array.length / 2;
      array = Arrays.copyOf(array, Math.max(array.length + half, length + count));
    }
  }
}
