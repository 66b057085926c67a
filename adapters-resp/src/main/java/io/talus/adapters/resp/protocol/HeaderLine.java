package io.talus.adapters.resp.protocol;

/** The lines {@code *<count>} and {@code $<length>}. */
final class HeaderLine {
  /** The line has not arrived completely. */
  static final long INCOMPLETE = Long.MIN_VALUE;

  static final HeaderLine COUNT =
      new HeaderLine(
          '*',
          "Protocol error: too big mbulk count string",
          "Protocol error: invalid multibulk length");
  static final HeaderLine BULK =
      new HeaderLine(
          '$', "Protocol error: too big bulk count string", "Protocol error: invalid bulk length");

  /** As many digits always fit an int, so that the loop below need not look for an overflow. */
  private static final int FEW_DIGITS = 9;

  /** More digits than a long has; they are refused before they are counted. */
  private static final int DIGITS_MAX = 18;

  private final char type;
  private final String tooLong;
  private final String invalid;

  private HeaderLine(char type, String tooLong, String invalid) {
    this.type = type;
    this.tooLong = tooLong;
    this.invalid = invalid;
  }

  /** Reads the number and goes behind the line, or returns {@link #INCOMPLETE}. */
  static long read(ReceivedBytes in, HeaderLine line) {
    byte[] bytes = in.array();
    int start = in.position() + 1;
    int end = in.limit();
    int i = start;
    int number = 0;
    while (i < end) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
      i++;
    }
    int digits = i - start;
    if (i + 1 < end
        && bytes[i] == '\r'
        && bytes[start - 1] == line.type
        && digits > 0
        && digits <= FEW_DIGITS
        && (bytes[start] != '0' || digits == 1)) {
      in.position(i + 2);
      return number;
    }
    return line.readUnusual(in);
  }

  private long readUnusual(ReceivedBytes in) {
    int end = in.find((byte) '\r');
    if (end < 0) {
      if (in.length() > RequestDecoder.LINE_MAX) {
        throw new MalformedRequestException(tooLong);
      }
      return INCOMPLETE;
    }
    if (end + 1 >= in.limit()) {
      return INCOMPLETE;
    }
    checkType(in);
    long number = number(in.array(), in.position() + 1, end);
    in.position(end + 2);
    return number;
  }

  private void checkType(ReceivedBytes in) {
    if (in.peek() != type) {
      throw new MalformedRequestException(
          "Protocol error: expected '" + type + "', got '" + (char) (in.peek() & 0xFF) + "'");
    }
  }

  private long number(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int start = negative ? from + 1 : from;
    int digits = to - start;
    boolean canonical = digits > 0 && (bytes[start] != '0' || (digits == 1 && !negative));
    if (!canonical || digits > DIGITS_MAX) {
      throw new MalformedRequestException(invalid);
    }
    long number = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedRequestException(invalid);
      }
      number = number * 10 + digit;
    }
    return negative ? -number : number;
  }
}
