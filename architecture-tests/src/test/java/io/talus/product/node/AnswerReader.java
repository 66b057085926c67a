package io.talus.product.node;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads replies of a server that is not trusted: everything but a well-formed reply is refused. */
final class AnswerReader {
  private static final String RESP2_TYPES = "+-:$*";
  private static final String RESP3_TYPES = "_,#!=(%~>";
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern DOUBLE =
      Pattern.compile("inf|-inf|nan|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Longer than the longest error that quotes an argument of the tests. */
  private static final int LINE_BYTES_MAX = 256 * 1024;

  private static final int DEPTH_MAX = 16;

  private final InputStream in;
  private boolean resp3;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  void expectResp3(boolean expected) {
    resp3 = expected;
  }

  Answer read() throws IOException {
    return read(0);
  }

  private Answer read(int depth) throws IOException {
    int type = in.read();
    if (type < 0) {
      throw new EOFException("the server has closed the connection");
    }
    boolean known = RESP2_TYPES.indexOf(type) >= 0 || (resp3 && RESP3_TYPES.indexOf(type) >= 0);
    require(known && depth < DEPTH_MAX, "type " + type + " at depth " + depth);
    String line = line();
    return switch ((char) type) {
      case ':' -> matched(':', line, INTEGER);
      case ',' -> matched(',', line, DOUBLE);
      case '#' -> matched('#', line, Pattern.compile("[tf]"));
      case '_' -> matched('_', line, Pattern.compile(""));
      case '(' -> matched('(', line, INTEGER);
      case '$', '=', '!' -> bulk((char) type, length(line));
      case '*', '~', '>' -> aggregate((char) type, length(line), depth);
      case '%' -> aggregate('%', 2 * length(line), depth);
      default -> Answer.line((char) type, line);
    };
  }

  private static Answer matched(char type, String line, Pattern pattern) throws MalformedAnswer {
    require(pattern.matcher(line).matches(), "'" + type + line + "'");
    return Answer.line(type, line);
  }

  private static int length(String line) throws MalformedAnswer {
    require(INTEGER.matcher(line).matches() && line.length() < 10, "length '" + line + "'");
    return Integer.parseInt(line);
  }

  private Answer bulk(char type, int length) throws IOException {
    if (length < 0) {
      return nothing(type, length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server has closed the connection within a bulk string");
    }
    expect('\r', "a bulk string");
    expect('\n', "a bulk string");
    return Answer.line(type, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private Answer aggregate(char type, int count, int depth) throws IOException {
    if (count < 0) {
      return nothing(type, count);
    }
    List<Answer> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(depth + 1));
    }
    return new Answer(type, "", items);
  }

  private Answer nothing(char type, int length) throws MalformedAnswer {
    require(length == -1 && !resp3 && (type == '$' || type == '*'), "'" + type + length + "'");
    return Answer.line('_', "");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has closed the connection within a line");
      }
      require(b != '\n' && line.size() < LINE_BYTES_MAX, "a line of " + line.size() + " bytes");
      line.write(b);
    }
    expect('\n', "a line");
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private void expect(char end, String of) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the server has closed the connection at the end of " + of);
    }
    require(b == end, "the end of " + of + ": " + b);
  }

  private static void require(boolean condition, String what) throws MalformedAnswer {
    if (!condition) {
      throw new MalformedAnswer("not a reply: " + what);
    }
  }
}
