package io.talus.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A command in which some words hold a key number that is chosen anew for every request. */
final class RequestTemplate {

  /** A word, as it is appended to a request. */
  private interface Word {
    int bytesMax();

    /** Appends the word; the number that the words after it may refer to. */
    int append(KeyChooser keys, int number, ByteBuffer out);
  }

  private static final String FRESH = "{k}";
  private static final String SAME = "{k+99}";
  private static final int SAME_PLUS = 99;
  private static final int NUMBER_BYTES_MAX = 40;
  private static final byte[] LINE_END = ascii("\r\n");

  private final byte[] head;
  private final List<Word> words;
  private final int bytesMax;

  private RequestTemplate(byte[] head, List<Word> words) {
    this.head = head;
    this.words = words;
    this.bytesMax = head.length + words.stream().mapToInt(Word::bytesMax).sum();
  }

  /**
   * Words as they are sent, where {@code {k}} at the end stands for a new number and {@code {k+99}}
   * for that plus 99.
   */
  static RequestTemplate of(String... words) {
    return new RequestTemplate(
        ascii("*" + words.length + "\r\n"), Stream.of(words).map(RequestTemplate::word).toList());
  }

  /** The most bytes that one request takes. */
  int bytesMax() {
    return bytesMax;
  }

  /** Appends one request. */
  void append(KeyChooser keys, ByteBuffer out) {
    out.put(head);
    int number = 0;
    for (Word word : words) {
      number = word.append(keys, number, out);
    }
  }

  private static Word word(String text) {
    if (text.endsWith(FRESH)) {
      return new Numbered(ascii(text.substring(0, text.length() - FRESH.length())), true, 0);
    }
    if (text.endsWith(SAME)) {
      return new Numbered(
          ascii(text.substring(0, text.length() - SAME.length())), false, SAME_PLUS);
    }
    return new Fixed(ascii("$" + text.length() + "\r\n" + text + "\r\n"));
  }

  /** How many digits a number that is not negative has. */
  private static int digits(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Without an object: what this thread takes of the machine the servers do not have. */
  private static void putNumber(int number, ByteBuffer out) {
    int end = out.position() + digits(number);
    int rest = number;
    for (int at = end - 1; at >= out.position(); at--) {
      out.put(at, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    out.position(end);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Fixed implements Word {
    private final byte[] encoded;

    private Fixed(byte[] encoded) {
      this.encoded = encoded;
    }

    @Override
    public int bytesMax() {
      return encoded.length;
    }

    @Override
    public int append(KeyChooser keys, int number, ByteBuffer out) {
      out.put(encoded);
      return number;
    }
  }

  /** A word that ends in a number: a new one, or the one before plus something. */
  private static final class Numbered implements Word {
    private final byte[] prefix;
    private final boolean fresh;
    private final int plus;

    private Numbered(byte[] prefix, boolean fresh, int plus) {
      this.prefix = prefix;
      this.fresh = fresh;
      this.plus = plus;
    }

    @Override
    public int bytesMax() {
      return prefix.length + NUMBER_BYTES_MAX;
    }

    @Override
    public int append(KeyChooser keys, int number, ByteBuffer out) {
      int base = fresh ? keys.next() : number;
      int last = base + plus;
      out.put((byte) '$');
      putNumber(prefix.length + digits(last), out);
      out.put(LINE_END).put(prefix);
      putNumber(last, out);
      out.put(LINE_END);
      return base;
    }
  }
}
