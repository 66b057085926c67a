package io.talus.application.command.bitmap;

import io.talus.application.command.CommandError;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;

/**
 * The type of a BITFIELD's field.
 *
 * @param bits 1 to 64 if signed, else 1 to 63
 */
record FieldType(boolean signed, int bits) {
  private static final int BITS_MAX = 64;

  /** Reads {@code i16}, {@code u8} and the like. */
  static FieldType parse(Bytes text) {
    boolean signed = !text.isEmpty() && text.at(0) == 'i';
    boolean unsigned = !text.isEmpty() && text.at(0) == 'u';
    if (signed || unsigned) {
      long bits = Decimal.parse(text.slice(1, text.length())).orElse(0);
      if (bits >= 1 && bits <= (signed ? BITS_MAX : BITS_MAX - 1)) {
        return new FieldType(signed, (int) bits);
      }
    }
    throw new CommandError(
        "ERR Invalid bitfield type. Use something like i16 u8."
            + " Note that u64 is not supported but i64 is.");
  }

  private long max() {
    return (1L << (signed ? bits - 1 : bits)) - 1;
  }

  private long min() {
    return signed ? -max() - 1 : 0;
  }

  /** The number that the lowest bits of {@code value} are in this type. */
  long wrap(long value) {
    int unused = BITS_MAX - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  /** Whether {@code value} is outside of the type; so is every negative one if it is unsigned. */
  boolean overflows(long value) {
    return value > max() || value < min();
  }

  /** Whether {@code value + step} is; {@code value} itself is not. */
  boolean overflows(long value, long step) {
    return sumLeavesLong(value, step) || overflows(value + step);
  }

  private static boolean sumLeavesLong(long value, long step) {
    long sum = value + step;
    return ((value ^ sum) & (step ^ sum)) < 0;
  }

  /** The end of the type that a number lies beyond. */
  long saturated(boolean below) {
    return below ? min() : max();
  }
}
