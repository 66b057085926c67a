package io.talus.application.command;

import io.talus.domain.bytes.Bytes;

/** Doubles as Redis reads and writes them: what strtod takes, and the shortest digits. */
public final class FloatingPoint {
  /** No longer number is looked at; a double written out in full has fewer digits than this. */
  private static final int TEXT_LENGTH_MAX = 1100;

  /** Integers of so many digits are exact in a double. */
  private static final int EXACT_DIGITS = 15;

  /** Powers of ten that are exact in a double. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** Up to here Redis writes a double without a fraction as the integer it is. */
  private static final double INTEGER_MAX = 0x1p62;

  private FloatingPoint() {}

  /** The number, or NaN if {@code text} is none (strtod without leading spaces, no NaN). */
  public static double parse(Bytes text) {
    double simple = parseSimple(text.array());
    return Double.isNaN(simple) ? parseAny(text) : simple;
  }

  /**
   * The number as C's strtod alone reads it, or NaN: spaces may come first, what is too large is
   * infinite, what is too close to zero is zero, and so is nothing at all.
   */
  public static double parseLoosely(Bytes text) {
    int start = 0;
    while (start < text.length() && isSpace(text.at(start))) {
      start++;
    }
    Bytes number = text.slice(start, text.length());
    double value = text.isEmpty() ? 0 : parse(number);
    return Double.isNaN(value) ? parseOutOfRange(number) : value;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static double parseOutOfRange(Bytes text) {
    boolean endsInDigit = !text.isEmpty() && Character.isDigit(text.at(text.length() - 1));
    try {
      return endsInDigit ? Double.parseDouble(text.latin1()) : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /**
   * Up to fifteen digits with a point among them or none: both the digits and the power of ten are
   * exact, so that one division rounds correctly (Clinger, "How to read floating-point numbers
   * accurately", 1990). NaN for anything else.
   */
  private static double parseSimple(byte[] text) {
    int start = text.length > 0 && text[0] == '-' ? 1 : 0;
    int length = text.length - start;
    if (length == 0 || length > EXACT_DIGITS || text[start] == '.') {
      return Double.NaN;
    }
    long digits = 0;
    int fraction = 0;
    boolean afterPoint = false;
    for (int i = start; i < text.length; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        fraction += afterPoint ? 1 : 0;
      } else if (text[i] == '.' && !afterPoint) {
        afterPoint = true;
      } else {
        return Double.NaN;
      }
    }
    double value = digits / POWERS_OF_TEN[fraction];
    return start == 0 ? value : -value;
  }

  private static double parseAny(Bytes text) {
    String s = text.latin1();
    if (s.isEmpty() || s.length() > TEXT_LENGTH_MAX) {
      return Double.NaN;
    }
    char last = s.charAt(s.length() - 1);
    if (s.charAt(0) <= ' ' || last <= ' ') {
      return Double.NaN;
    }
    if (isHexadecimal(s)) {
      return parseHexadecimal(s, last);
    }
    return Character.isLetter(last) ? infinity(s) : parseDecimal(s);
  }

  private static boolean isHexadecimal(String s) {
    int start = s.charAt(0) == '-' || s.charAt(0) == '+' ? 1 : 0;
    return s.regionMatches(true, start, "0x", 0, 2);
  }

  /** Java insists on an exponent, and takes a letter for the type after it. */
  private static double parseHexadecimal(String s, char last) {
    boolean hasExponent = s.indexOf('p') >= 0 || s.indexOf('P') >= 0;
    if (hasExponent && Character.isLetter(last)) {
      return Double.NaN;
    }
    return parseDecimal(hasExponent ? s : s + "p0");
  }

  private static double parseDecimal(String s) {
    double value;
    try {
      value = Double.parseDouble(s);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
    boolean underflow = value == 0 && hasNonZeroDigit(s);
    return Double.isInfinite(value) || underflow ? Double.NaN : value;
  }

  private static boolean hasNonZeroDigit(String s) {
    for (int i = 0; i < s.length() && "eEpP".indexOf(s.charAt(i)) < 0; i++) {
      if (Character.digit(s.charAt(i), 16) > 0) {
        return true;
      }
    }
    return false;
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
    if (Math.abs(value) <= INTEGER_MAX && value == (long) value) {
      return Long.toString((long) value);
    }
    return ShortestDecimal.of(Math.abs(value)).text(value < 0);
  }
}
