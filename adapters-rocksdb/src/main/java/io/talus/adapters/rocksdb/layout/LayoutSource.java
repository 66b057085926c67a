package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link LayoutSink} wrote. Belongs to one thread. */
public final class LayoutSource {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;
  private int position;

  public LayoutSource(byte[] array) {
    this(array, 0);
  }

  public LayoutSource(byte[] array, int position) {
    this.array = array;
    this.position = position;
  }

  public int remaining() {
    return array.length - position;
  }

  public int int8() {
    return array[position++] & 0xFF;
  }

  public int int16() {
    return int8() << 8 | int8();
  }

  public int int32() {
    int value = (int) INT.get(array, position);
    position += Integer.BYTES;
    return value;
  }

  public long int64() {
    long value = (long) LONG.get(array, position);
    position += Long.BYTES;
    return value;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = array[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  public Bytes bytes(int count) {
    Bytes bytes = Bytes.copyOf(array, position, count);
    position += count;
    return bytes;
  }

  /** Everything that is left. */
  public Bytes rest() {
    return bytes(remaining());
  }

  public void skip(int count) {
    position += count;
  }
}
