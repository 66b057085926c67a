package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.math.BigDecimal;

/** Doubles as Redis reads and writes them. */
public final class FloatingPoint {
  /** From this decimal exponent on, Redis 7.2 (fpconv) writes an exponent instead of zeros. */
  private static final int PLAIN_EXPONENT_MAX = 20;

  private static final int PLAIN_EXPONENT_MIN = -7;
  private static final int TEXT_LENGTH_MAX = 256;

  private FloatingPoint() {}

  /** The number, or NaN if {@code text} is none (strtod without leading spaces, no NaN). */
  public static double parse(Bytes text) {
    String s = text.latin1();
    if (s.isEmpty() || s.length() > TEXT_LENGTH_MAX) {
      return Double.NaN;
    }
    char last = s.charAt(s.length() - 1);
    if (s.charAt(0) <= ' ' || last <= ' ') {
      return Double.NaN;
    }
    if (Character.isLetter(last) && !isHexadecimal(s)) {
      return infinity(s);
    }
    try {
      return Double.parseDouble(
          isHexadecimal(s) && s.indexOf('p') < 0 && s.indexOf('P') < 0 ? s + "p0" : s);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static boolean isHexadecimal(String s) {
    int start = s.charAt(0) == '-' || s.charAt(0) == '+' ? 1 : 0;
    return s.regionMatches(true, start, "0x", 0, 2);
  }

  private static double infinity(String s) {
    boolean negative = s.charAt(0) == '-';
    String word = negative || s.charAt(0) == '+' ? s.substring(1) : s;
    if (!word.equalsIgnoreCase("inf") && !word.equalsIgnoreCase("infinity")) {
      return Double.NaN;
    }
    return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The shortest digits that read back as {@code value}, in the form Redis 7.2 writes. */
  public static String format(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e17) {
      return Long.toString((long) value);
    }
    return shortest(value);
  }

  private static String shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String sign = value < 0 ? "-" : "";
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent > PLAIN_EXPONENT_MIN && exponent <= PLAIN_EXPONENT_MAX) {
      return sign + digits.toPlainString();
    }
    String unscaled = digits.unscaledValue().toString();
    String mantissa =
        unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}
