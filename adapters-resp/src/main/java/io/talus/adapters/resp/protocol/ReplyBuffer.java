package io.talus.adapters.resp.protocol;

/**
 * Replies as bytes: an array of fixed size that is passed on when it is full, and longer values
 * that are passed on as they are, without a copy. Belongs to one connection.
 */
public final class ReplyBuffer {

  /** Where full arrays go. */
  public interface Overflow {
    /** An array to write into, of at least {@link #CAPACITY_MIN} bytes. */
    byte[] borrow();

    /** Takes a borrowed array with {@code length} bytes in it. */
    void full(byte[] array, int length);

    /** Takes a value that is not going to change. */
    void large(byte[] value);
  }

  /** What {@link #require} can always fulfil. */
  public static final int CAPACITY_MIN = 1024;

  /** Values of this size are passed on without a copy; below, the copy is cheaper. */
  static final int LARGE_VALUE = 16 * 1024;

  private static final byte[] NO_ARRAY = {};

  /** Every digit and every digit before it: two characters for each number below a hundred. */
  private static final byte[] DIGIT_PAIRS = digitPairs();

  private final Overflow overflow;
  private byte[] array = NO_ARRAY;
  private int length;

  public ReplyBuffer(Overflow overflow) {
    this.overflow = overflow;
  }

  /** The borrowed array; empty if there is none. */
  public byte[] array() {
    return array;
  }

  /** Bytes that are in the array. */
  public int length() {
    return length;
  }

  /** Forgets the array: whoever calls this has it. */
  public void clear() {
    array = NO_ARRAY;
    length = 0;
  }

  /** Forgets the first {@code bytes}. */
  public void drop(int bytes) {
    System.arraycopy(array, bytes, array, 0, length - bytes);
    length -= bytes;
  }

  /** Makes room for {@code bytes}, at most {@link #CAPACITY_MIN}. */
  void require(int bytes) {
    if (array.length - length < bytes) {
      passOn();
      array = overflow.borrow();
    }
  }

  private void passOn() {
    if (length > 0) {
      overflow.full(array, length);
      clear();
    }
  }

  /** Needs room that was required. */
  void put(char ascii) {
    array[length++] = (byte) ascii;
  }

  /** Needs room that was required. */
  void putLineEnd() {
    array[length] = '\r';
    array[length + 1] = '\n';
    length += 2;
  }

  /** Needs room for 20 bytes that was required. */
  void putDecimal(long number) {
    if (number < 0) {
      if (number == Long.MIN_VALUE) {
        // The only number that has no positive twin.
        put('-');
        putDecimal(922337203685477580L);
        put('8');
        return;
      }
      put('-');
      number = -number;
    }
    int end = length + digits(number);
    length = end;
    byte[] target = array;
    while (number >= 100) {
      long rest = number / 100;
      int pair = (int) (number - rest * 100) * 2;
      target[--end] = DIGIT_PAIRS[pair + 1];
      target[--end] = DIGIT_PAIRS[pair];
      number = rest;
    }
    int pair = (int) number * 2;
    target[--end] = DIGIT_PAIRS[pair + 1];
    if (number >= 10) {
      target[--end] = DIGIT_PAIRS[pair];
    }
  }

  private static int digits(long number) {
    int digits = 1;
    for (long bound = 10; digits < 19 && number >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  /** Writes bytes of any number, which are not going to change; makes the room itself. */
  void write(byte[] source) {
    if (source.length >= LARGE_VALUE) {
      passOn();
      overflow.large(source);
    } else {
      write(source, 0, source.length);
    }
  }

  /** Copies bytes of any number; makes the room itself. */
  public void write(byte[] source, int from, int count) {
    if (array.length - length < count) {
      writeInPieces(source, from, count);
    } else {
      System.arraycopy(source, from, array, length, count);
      length += count;
    }
  }

  private void writeInPieces(byte[] source, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end) {
      require(1);
      int piece = Math.min(end - at, array.length - length);
      System.arraycopy(source, at, array, length, piece);
      length += piece;
      at += piece;
    }
  }

  private static byte[] digitPairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }
}
