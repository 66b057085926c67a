package io.talus.benchmarks;

import java.nio.ByteBuffer;

/**
 * Counts the complete replies in a stream of RESP2 bytes, which may be cut anywhere. Owned by one
 * thread.
 *
 * <p>A reply is complete when no element is due any more: a bulk string skips its bytes, an array
 * adds its elements.
 */
final class ReplyScanner {
  private static final int LINE_END_BYTES = 2;

  private long due = 1;
  private long toSkip;
  private boolean inLine;
  private byte type;
  private long number;
  private boolean negative;
  private long errors;
  private final StringBuilder error = new StringBuilder();

  /** Consumes all bytes; the number of replies that became complete. */
  int scan(ByteBuffer bytes) {
    int complete = 0;
    while (bytes.hasRemaining()) {
      if (toSkip > 0) {
        skip(bytes);
      } else {
        take(bytes.get());
      }
      if (due == 0 && toSkip == 0) {
        complete++;
        due = 1;
      }
    }
    return complete;
  }

  /** How many of the replies, or of their elements, were errors. */
  long errors() {
    return errors;
  }

  /** The last of them, as far as it has come. */
  String error() {
    return error.toString().strip();
  }

  private void skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(toSkip, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    toSkip -= skipped;
  }

  private void take(byte next) {
    if (!inLine) {
      inLine = true;
      type = next;
      number = 0;
      negative = false;
      if (type == '-') {
        error.setLength(0);
      }
    } else if (next == '\n') {
      inLine = false;
      endOfLine();
    } else if (type == '-') {
      error.append((char) next);
    } else if (next == '-') {
      negative = true;
    } else if (next >= '0' && next <= '9') {
      number = number * 10 + next - '0';
    }
  }

  private void endOfLine() {
    due--;
    if (type == '-') {
      errors++;
    } else if (type == '$' && !negative) {
      toSkip = number + LINE_END_BYTES;
    } else if (type == '*' && !negative) {
      due += number;
    }
  }
}
