package io.talus.domain.bytes;

import java.util.OptionalLong;

/**
 * Decimal integers as Redis reads and writes them: no sign but a minus, no leading zeros, no
 * spaces.
 */
public final class Decimal {
  private static final int DIGITS_MAX = 19;
  private static final int CACHED = 1024;
  private static final Bytes[] SMALL = new Bytes[CACHED];

  static {
    for (int i = 0; i < CACHED; i++) {
      SMALL[i] = Bytes.of(Integer.toString(i));
    }
  }

  private Decimal() {}

  static Bytes bytes(long number) {
    return number >= 0 && number < CACHED ? SMALL[(int) number] : Bytes.of(Long.toString(number));
  }

  /** Whether {@code text} is a canonical signed 64-bit integer. */
  public static boolean isLong(Bytes text) {
    return parse(text).isPresent();
  }

  /**
   * The number, or empty if {@code text} is not canonical or does not fit 64 bits (Redis's
   * string2ll).
   */
  public static OptionalLong parse(Bytes text) {
    byte[] a = text.array();
    int length = a.length;
    boolean negative = length > 0 && a[0] == '-';
    int i = negative ? 1 : 0;
    if (length == i || length - i > DIGITS_MAX || (a[i] == '0' && length > 1)) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (; i < length; i++) {
      int digit = a[i] - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      value = value * 10 - digit;
      if (value > 0) {
        return OptionalLong.empty();
      }
    }
    if (!negative && value == Long.MIN_VALUE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(negative ? value : -value);
  }
}
