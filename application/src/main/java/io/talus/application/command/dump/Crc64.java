package io.talus.application.command.dump;

/**
 * The CRC64 of dumps: the polynomial of Jones, reflected, from 0 and without a final complement.
 *
 * <p>Source: W. D. Cook, "CRC generator and checker for 64 bits" parameters {@code
 * poly=0xad93d23594c935a9 init=0 refin refout xorout=0}; its check value for "123456789" is {@code
 * e9c6d914c4b8d9ca}.
 */
final class Crc64 {
  private static final long REFLECTED_POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);
  private static final long[] TABLE = table();

  private Crc64() {}

  static long of(byte[] bytes, int from, int to) {
    long crc = 0;
    for (int i = from; i < to; i++) {
      crc = TABLE[(int) ((crc ^ bytes[i]) & 0xFF)] ^ (crc >>> Byte.SIZE);
    }
    return crc;
  }

  private static long[] table() {
    long[] table = new long[1 << Byte.SIZE];
    for (int i = 0; i < table.length; i++) {
      long crc = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED_POLYNOMIAL;
      }
      table[i] = crc;
    }
    return table;
  }
}
