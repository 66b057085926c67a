package io.talus.adapters.rocksdb.write;

import io.talus.domain.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a RocksDB write batch, so that a batch of any size goes over in one native call.
 *
 * <p>A sequence number (int64, filled in by RocksDB), the number of records (int32), and the
 * records: a tag, the column family's number, key, and of a put the value. Numbers are little
 * endian, lengths are varints. Source: the head comment of RocksDB's {@code db/write_batch.cc}.
 */
final class BatchRecords {
  private static final byte DELETE = 0x4;
  private static final byte PUT = 0x5;
  private static final byte DELETE_RANGE = 0xE;

  private static final int COUNT_AT = Long.BYTES;
  private static final int RECORDS_AT = COUNT_AT + Integer.BYTES;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] array;
  private int length = RECORDS_AT;
  private int count;

  /**
   * Begins an empty batch.
   *
   * @param recordsBytes all that will come, as {@link #putBytes} and the others tell
   */
  BatchRecords(long recordsBytes) {
    array = new byte[Math.toIntExact(RECORDS_AT + recordsBytes)];
  }

  static int putBytes(int family, int keyLength, int valueLength) {
    return deleteBytes(family, keyLength) + varintBytes(valueLength) + valueLength;
  }

  static int deleteBytes(int family, int keyLength) {
    return 1 + varintBytes(family) + varintBytes(keyLength) + keyLength;
  }

  static int deleteRangeBytes(int family, Bytes from, Bytes to) {
    return putBytes(family, from.length(), to.length());
  }

  void put(int family, byte[] source, int keyAt, int keyLength, int valueAt, int valueLength) {
    begin(PUT, family);
    lengthAndBytes(source, keyAt, keyLength);
    lengthAndBytes(source, valueAt, valueLength);
  }

  void delete(int family, byte[] source, int keyAt, int keyLength) {
    begin(DELETE, family);
    lengthAndBytes(source, keyAt, keyLength);
  }

  /** Deletes the keys from {@code from} (inclusive) to {@code to} (exclusive). */
  void deleteRange(int family, Bytes from, Bytes to) {
    begin(DELETE_RANGE, family);
    lengthAndBytes(from.array(), 0, from.length());
    lengthAndBytes(to.array(), 0, to.length());
  }

  /** The batch, when all records have come. */
  byte[] toArray() {
    if (length != array.length) {
      throw new IllegalStateException(
          "bytes of the batch: " + length + " (expected: " + array.length + ")");
    }
    INT.set(array, COUNT_AT, count);
    return array;
  }

  private void begin(byte tag, int family) {
    array[length++] = tag;
    varint(family);
    count++;
  }

  private void lengthAndBytes(byte[] source, int from, int byteCount) {
    varint(byteCount);
    System.arraycopy(source, from, array, length, byteCount);
    length += byteCount;
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      array[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[length++] = (byte) rest;
  }

  private static int varintBytes(int value) {
    return Math.max(1, Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(value), 7));
  }
}
