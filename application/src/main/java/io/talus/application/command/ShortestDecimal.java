package io.talus.application.command;

/**
 * The fewest decimal digits that read back as a double: {@code digits * 10^exponent}.
 *
 * <p>Java finds them (Giulietti, "The Schubfach way to render doubles", 2020), but always writes
 * two, and of all numbers with two digits the nearest: 4.9E-324 where 5e-324 is enough. So a number
 * of two digits is tried with one. The form is that of fpconv, by which Redis 7.2 writes.
 *
 * @param digits without zeros at either end
 */
record ShortestDecimal(String digits, int exponent) {
  /** Up to so many zeros are appended; a higher power of ten has an exponent. */
  private static final int APPENDED_ZEROS_MAX = 7;

  /** So many digits after the point need no exponent, whatever is before it. */
  private static final int FRACTION_DIGITS_MAX = 6;

  /** Nor do numbers with a first digit above the fourth before or after the point. */
  private static final int PLAIN_MAGNITUDE_MAX = 3;

  static ShortestDecimal of(double positive) {
    ShortestDecimal written = parse(Double.toString(positive));
    return written.digits.length() == 2 ? written.withOneDigitIfEqual(positive) : written;
  }

  private static ShortestDecimal parse(String text) {
    int e = text.indexOf('E');
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    String mantissa = e < 0 ? text : text.substring(0, e);
    int point = mantissa.indexOf('.');
    String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int from = 0;
    while (all.charAt(from) == '0') {
      from++;
    }
    int to = all.length();
    while (all.charAt(to - 1) == '0') {
      to--;
    }
    return new ShortestDecimal(all.substring(from, to), exponent + point - to);
  }

  private ShortestDecimal withOneDigitIfEqual(double value) {
    int rounded = (Integer.parseInt(digits) + 5) / 10;
    ShortestDecimal one =
        rounded == 10
            ? new ShortestDecimal("1", exponent + 2)
            : new ShortestDecimal(Integer.toString(rounded), exponent + 1);
    return Double.parseDouble(one.digits + "E" + one.exponent) == value ? one : this;
  }

  String text(boolean negative) {
    String text;
    if (exponent >= 0 && exponent <= APPENDED_ZEROS_MAX) {
      text = digits + "0".repeat(exponent);
    } else if (exponent < 0 && isPlain()) {
      text = withPoint();
    } else {
      text = withExponent();
    }
    return negative ? "-" + text : text;
  }

  /** The power of ten of the first digit. */
  private int magnitude() {
    return exponent + digits.length() - 1;
  }

  private boolean isPlain() {
    return -exponent <= FRACTION_DIGITS_MAX || Math.abs(magnitude()) <= PLAIN_MAGNITUDE_MAX;
  }

  private String withPoint() {
    int beforePoint = digits.length() + exponent;
    return beforePoint > 0
        ? digits.substring(0, beforePoint) + "." + digits.substring(beforePoint)
        : "0." + "0".repeat(-beforePoint) + digits;
  }

  private String withExponent() {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int magnitude = magnitude();
    return mantissa + (magnitude < 0 ? "e-" : "e+") + Math.abs(magnitude);
  }
}
