package io.talus.domain.slot;

import io.talus.domain.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 16384 hash slots of Redis Cluster: CRC16/XMODEM of the key, or of its first non-empty {@code
 * {tag}}.
 *
 * <p>Source: Redis Cluster specification, "Hash tags".
 */
public final class HashSlot {
  public static final int COUNT = 16384;
  private static final int POLYNOMIAL = 0x1021;

  /** How many bytes a step of the checksum takes. */
  private static final int STEP = 8;

  /**
   * {@code TABLES[n][b]} is the checksum of the byte b with n zero bytes behind it ("slicing by 8":
   * the look-ups of a step do not wait for each other).
   */
  private static final char[][] TABLES = tables();

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long BRACES = LOW_BITS * '{';

  private HashSlot() {}

  public static int of(Bytes key) {
    byte[] a = key.array();
    int open = mayHoldBrace(a) ? indexOf(a, (byte) '{', 0) : -1;
    if (open >= 0) {
      int close = indexOf(a, (byte) '}', open + 1);
      if (close > open + 1) {
        return crc16(a, open + 1, close) & (COUNT - 1);
      }
    }
    return crc16(a, 0, a.length) & (COUNT - 1);
  }

  /** Looks at eight bytes at once; what is left over in the end counts as if it held one. */
  private static boolean mayHoldBrace(byte[] a) {
    int i = 0;
    for (; i + Long.BYTES <= a.length; i += Long.BYTES) {
      long zeroWhereBrace = (long) LONG.get(a, i) ^ BRACES;
      if (((zeroWhereBrace - LOW_BITS) & ~zeroWhereBrace & HIGH_BITS) != 0) {
        return true;
      }
    }
    return i < a.length;
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
    int i = from;
    for (; i + STEP <= to; i += STEP) {
      crc =
          TABLES[7][(a[i] ^ (crc >>> 8)) & 0xFF]
              ^ TABLES[6][(a[i + 1] ^ crc) & 0xFF]
              ^ TABLES[5][a[i + 2] & 0xFF]
              ^ TABLES[4][a[i + 3] & 0xFF]
              ^ TABLES[3][a[i + 4] & 0xFF]
              ^ TABLES[2][a[i + 5] & 0xFF]
              ^ TABLES[1][a[i + 6] & 0xFF]
              ^ TABLES[0][a[i + 7] & 0xFF];
    }
    for (; i < to; i++) {
      crc = ((crc << 8) & 0xFFFF) ^ TABLES[0][((crc >>> 8) ^ a[i]) & 0xFF];
    }
    return crc;
  }

  private static char[][] tables() {
    char[][] tables = new char[STEP][256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
      }
      tables[0][i] = (char) crc;
    }
    for (int zeros = 1; zeros < STEP; zeros++) {
      for (int i = 0; i < 256; i++) {
        int before = tables[zeros - 1][i];
        tables[zeros][i] = (char) ((before << 8) ^ tables[0][before >>> 8]);
      }
    }
    return tables;
  }
}
