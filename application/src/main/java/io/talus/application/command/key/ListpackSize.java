package io.talus.application.command.key;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.OptionalLong;

/**
 * How many bytes entries take in Redis's listpack, by which it decides how to encode a list.
 *
 * <p>Source: listpack.md by Salvatore Sanfilippo. An entry is its encoding, its data, and its
 * length once more for reading backwards.
 */
final class ListpackSize {
  /** The header and the end mark. */
  static final int EMPTY_BYTES = 7;

  private static final int SMALL_STRING_MAX = 63;
  private static final int MEDIUM_STRING_MAX = 4095;

  private ListpackSize() {}

  static long ofEntry(Bytes entry) {
    OptionalLong integer = Decimal.parse(entry);
    long forwards = integer.isPresent() ? ofInteger(integer.getAsLong()) : ofString(entry.length());
    return forwards + backwards(forwards);
  }

  private static long ofInteger(long value) {
    if (value >= 0 && value <= 127) {
      return 1;
    }
    // 13 bits share two bytes with the encoding; 16, 24, 32 and 64 bits follow one byte.
    int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
    if (bits <= 13) {
      return 2;
    }
    return bits <= 32 ? 1 + (Math.max(bits, 16) + 7) / 8 : 1 + Long.BYTES;
  }

  private static long ofString(int length) {
    if (length <= SMALL_STRING_MAX) {
      return 1L + length;
    }
    return length <= MEDIUM_STRING_MAX ? 2L + length : 5L + length;
  }

  /** Seven bits a byte. */
  private static long backwards(long forwards) {
    return Math.max(1, (64 - Long.numberOfLeadingZeros(forwards) + 6) / 7);
  }
}
