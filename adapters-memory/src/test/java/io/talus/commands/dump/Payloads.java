package io.talus.commands.dump;

import io.talus.domain.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Payloads for RESTORE that carry the right checksum, whatever they hold. */
final class Payloads {
  private static final int VERSION = 9;
  private static final long POLYNOMIAL = 0xad93d23594c935a9L;

  private Payloads() {}

  static Bytes signed(byte[] value) {
    ByteBuffer payload =
        ByteBuffer.allocate(value.length + Short.BYTES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    payload.put(value).putShort((short) VERSION);
    payload.putLong(crc(payload.array(), value.length + Short.BYTES));
    return Bytes.wrap(payload.array());
  }

  /** Bit by bit, unlike the code under test. */
  private static long crc(byte[] bytes, int length) {
    long crc = 0;
    for (int i = 0; i < length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        boolean feedback = (crc < 0) != ((bytes[i] >>> bit & 1) == 1);
        crc = (crc << 1) ^ (feedback ? POLYNOMIAL : 0);
      }
    }
    return Long.reverse(crc);
  }
}
