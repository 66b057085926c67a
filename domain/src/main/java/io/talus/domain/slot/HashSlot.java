package io.talus.domain.slot;

import io.talus.domain.bytes.Bytes;

/**
 * The 16384 hash slots of Redis Cluster: CRC16/XMODEM of the key, or of its first non-empty {@code
 * {tag}}.
 *
 * <p>Source: Redis Cluster specification, "Hash tags".
 */
public final class HashSlot {
  public static final int COUNT = 16384;
  private static final int POLYNOMIAL = 0x1021;
  private static final char[] TABLE = table();

  private HashSlot() {}

  public static int of(Bytes key) {
    byte[] a = key.array();
    int open = indexOf(a, (byte) '{', 0);
    if (open >= 0) {
      int close = indexOf(a, (byte) '}', open + 1);
      if (close > open + 1) {
        return crc16(a, open + 1, close) & (COUNT - 1);
      }
    }
    return crc16(a, 0, a.length) & (COUNT - 1);
  }

  private static int indexOf(byte[] a, byte wanted, int from) {
    for (int i = from; i < a.length; i++) {
      if (a[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int crc16(byte[] a, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = ((crc << 8) & 0xFFFF) ^ TABLE[((crc >>> 8) ^ a[i]) & 0xFF];
    }
    return crc;
  }

  private static char[] table() {
    char[] table = new char[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
      }
      table[i] = (char) crc;
    }
    return table;
  }
}
