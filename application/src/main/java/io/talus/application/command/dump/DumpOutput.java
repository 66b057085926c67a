package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Writes what dumps are made of. */
final class DumpOutput {
  private static final int FIRST_CAPACITY = 64;

  private static final int SHORT_END = 1 << 6;
  private static final int MIDDLE_END = 1 << 14;
  private static final int LENGTH_32 = 0x80;
  private static final int LENGTH_64 = 0x81;

  private final LongConsumer room;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;

  /**
   * @param room is told how much memory is about to be taken, and may refuse
   */
  DumpOutput(LongConsumer room) {
    this.room = room;
  }

  private void reserve(int bytes) {
    int needed = Math.addExact(length, bytes);
    if (needed > buffer.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, buffer.length * 2L));
      room.accept(capacity - buffer.length);
      buffer = Arrays.copyOf(buffer, capacity);
    }
  }

  void byteOf(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
  }

  /** The lowest {@code bytes} bytes of the number, the lowest first. */
  void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      byteOf((int) (value >>> (i * Byte.SIZE)));
    }
  }

  private void bigEndian(long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      byteOf((int) (value >>> (i * Byte.SIZE)));
    }
  }

  void length(long value) {
    if (value < SHORT_END) {
      byteOf((int) value);
    } else if (value < MIDDLE_END) {
      bigEndian(value | MIDDLE_END, Short.BYTES);
    } else if (value <= 0xFFFFFFFFL) {
      byteOf(LENGTH_32);
      bigEndian(value, Integer.BYTES);
    } else {
      byteOf(LENGTH_64);
      bigEndian(value, Long.BYTES);
    }
  }

  void string(Bytes value) {
    length(value.length());
    reserve(value.length());
    System.arraycopy(value.array(), 0, buffer, length, value.length());
    length += value.length();
  }

  /** Ends the payload with the version of its format and the checksum. */
  Bytes finish(int version) {
    littleEndian(version, Short.BYTES);
    littleEndian(Crc64.of(buffer, 0, length), Long.BYTES);
    return Bytes.wrap(Arrays.copyOf(buffer, length));
  }
}
