package io.talus.adapters.resp.protocol;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command typed as a line: words between spaces, with double quotes (escapes {@code \n \r \t \b
 * \a \xHH}) and single quotes (escape {@code \'}), as Redis's sdssplitargs reads them.
 */
final class InlineRequest {
  private static final Bytes[] NONE = {};
  private static final String UNBALANCED = "Protocol error: unbalanced quotes in request";

  private final byte[] line;
  private final int end;
  private int at;

  /** The word that is being read; never longer than the line. */
  private final byte[] word;

  private int wordLength;

  private InlineRequest(byte[] line, int from, int to) {
    this.line = line;
    this.at = from;
    this.end = to;
    this.word = new byte[to - from];
  }

  /** Reads a line; null if it is not complete, no words if it is empty. */
  static Bytes @Nullable [] read(ReceivedBytes in) {
    int newline = in.find((byte) '\n');
    int length = (newline < 0 ? in.limit() : newline) - in.position();
    if (length > RequestDecoder.LINE_MAX) {
      throw new MalformedRequestException("Protocol error: too big inline request");
    }
    if (newline < 0) {
      return null;
    }
    byte[] line = in.array();
    int from = in.position();
    int to = newline > from && line[newline - 1] == '\r' ? newline - 1 : newline;
    in.position(newline + 1);
    return new InlineRequest(line, from, endOfText(line, from, to)).words();
  }

  /** A zero byte ends the text, as it does for C. */
  private static int endOfText(byte[] line, int from, int to) {
    int i = from;
    while (i < to && line[i] != 0) {
      i++;
    }
    return i;
  }

  private Bytes[] words() {
    List<Bytes> words = new ArrayList<>();
    while (skipSpaces()) {
      readWord();
      words.add(Bytes.copyOf(word, 0, wordLength));
    }
    return words.toArray(NONE);
  }

  private boolean skipSpaces() {
    while (at < end && isSpace(line[at])) {
      at++;
    }
    return at < end;
  }

  private void readWord() {
    wordLength = 0;
    while (at < end && !endsWord(line[at])) {
      byte b = line[at++];
      if (b == '"') {
        readDoubleQuoted();
        return;
      }
      if (b == '\'') {
        readSingleQuoted();
        return;
      }
      append(b);
    }
  }

  private void readDoubleQuoted() {
    while (true) {
      byte b = nextInQuotes();
      if (b == '"') {
        checkEndOfWord();
        return;
      }
      append(b == '\\' && at < end ? readEscape() : b);
    }
  }

  private void readSingleQuoted() {
    while (true) {
      byte b = nextInQuotes();
      if (b == '\'') {
        checkEndOfWord();
        return;
      }
      if (b == '\\' && at < end && line[at] == '\'') {
        at++;
        append((byte) '\'');
      } else {
        append(b);
      }
    }
  }

  private byte readEscape() {
    byte escaped = line[at++];
    if (escaped == 'x' && at + 1 < end && isHex(line[at]) && isHex(line[at + 1])) {
      at += 2;
      return (byte) (Character.digit(line[at - 2], 16) * 16 + Character.digit(line[at - 1], 16));
    }
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> escaped;
    };
  }

  private byte nextInQuotes() {
    if (at == end) {
      throw new MalformedRequestException(UNBALANCED);
    }
    return line[at++];
  }

  /** A closing quote must be followed by a space or nothing. */
  private void checkEndOfWord() {
    if (at < end && !isSpace(line[at])) {
      throw new MalformedRequestException(UNBALANCED);
    }
  }

  private void append(byte b) {
    word[wordLength++] = b;
  }

  private static boolean isHex(byte b) {
    return b >= 0 && Character.digit(b, 16) >= 0;
  }

  /** Not the vertical tab and the form feed, which are spaces only between words. */
  private static boolean endsWord(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
