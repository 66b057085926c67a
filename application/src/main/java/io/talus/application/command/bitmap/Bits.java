package io.talus.application.command.bitmap;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts and finds bits in strings: eight bytes at a time, and chunk by chunk in long ones. */
final class Bits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How much of a long string is looked at together: no more than that is copied. */
  static final int PIECE_BYTES = 64 * 1024;

  private Bits() {}

  static int byteAt(StringValue string, long index) {
    Bytes found = string.header() == null ? string.bytes() : string.range(index, index + 1);
    return found.at(string.header() == null ? (int) index : 0) & 0xFF;
  }

  static boolean isSet(StringValue string, long bit) {
    return (byteAt(string, bit >>> 3) & (0x80 >>> (bit & 7))) != 0;
  }

  /** How many of the bits {@code from} (inclusive) to {@code to} (exclusive) are set. */
  static long count(StringValue string, long from, long to) {
    long fromByte = from >>> 3;
    long toByte = (to + 7) >>> 3;
    long total = countBytes(string, fromByte, toByte);
    int before = byteAt(string, fromByte) >>> (8 - (from & 7));
    int behind = byteAt(string, toByte - 1) & ((1 << (toByte * 8 - to)) - 1);
    return total - Integer.bitCount(before) - Integer.bitCount(behind);
  }

  private static long countBytes(StringValue string, long from, long to) {
    if (string.header() == null) {
      return count(string.bytes().array(), (int) from, (int) to);
    }
    long total = 0;
    for (long at = from; at < to; at += PIECE_BYTES) {
      Bytes piece = string.range(at, Math.min(at + PIECE_BYTES, to));
      total += count(piece.array(), 0, piece.length());
    }
    return total;
  }

  private static long count(byte[] bytes, int from, int to) {
    long total = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      total += Long.bitCount((long) LONG.get(bytes, i));
    }
    for (; i < to; i++) {
      total += Integer.bitCount(bytes[i] & 0xFF);
    }
    return total;
  }

  /**
   * The first bit from {@code from} (inclusive) to {@code to} (exclusive) that is set, or clear; -1
   * if there is none.
   */
  static long find(StringValue string, boolean set, long from, long to) {
    long wholeBytesFrom = Math.min((from + 7) & ~7L, to);
    long found = findSingly(string, set, from, wholeBytesFrom);
    if (found >= 0 || wholeBytesFrom == to) {
      return found;
    }
    byte uniform = set ? (byte) 0 : (byte) 0xFF;
    long other = findOther(string, uniform, wholeBytesFrom >>> 3, to >>> 3);
    return findSingly(string, set, other << 3, Math.min((other << 3) + 8, to));
  }

  private static long findSingly(StringValue string, boolean set, long from, long to) {
    for (long bit = from; bit < to; bit++) {
      if (isSet(string, bit) == set) {
        return bit;
      }
    }
    return -1;
  }

  /** The index of the first byte that is not {@code uniform}; {@code to} if all are. */
  private static long findOther(StringValue string, byte uniform, long from, long to) {
    if (string.header() == null) {
      return findOther(string.bytes().array(), uniform, (int) from, (int) to);
    }
    for (long at = from; at < to; at += PIECE_BYTES) {
      Bytes piece = string.range(at, Math.min(at + PIECE_BYTES, to));
      int found = findOther(piece.array(), uniform, 0, piece.length());
      if (found < piece.length()) {
        return at + found;
      }
    }
    return to;
  }

  private static int findOther(byte[] bytes, byte uniform, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to && (long) LONG.get(bytes, i) == uniform) {
      i += Long.BYTES;
    }
    while (i < to && bytes[i] == uniform) {
      i++;
    }
    return i;
  }
}
