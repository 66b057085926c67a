package io.talus.commands.differential;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads replies from a server that is trusted to write RESP2 or RESP3. */
final class RespReader {
  private final InputStream in;

  RespReader(InputStream in) {
    this.in = in;
  }

  Reply read() throws IOException {
    int type = in.read();
    String line = line();
    return switch (type) {
      case '+' -> new Reply.Simple(line);
      case '-' -> new Reply.Error(line);
      case ':' -> Reply.integer(Long.parseLong(line));
      case ',' -> new Reply.Double(number(line));
      case '#' -> new Reply.Bool(line.equals("t"));
      case '_' -> Reply.NULL;
      case '$', '=' -> bulk(Integer.parseInt(line));
      case '*' -> array(Integer.parseInt(line));
      case '~' -> new Reply.Set(items(Integer.parseInt(line)));
      case '%' -> new Reply.Map(items(2 * Integer.parseInt(line)));
      default -> throw new IOException("reply type: " + type + ", line: " + line);
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private Reply bulk(int length) throws IOException {
    if (length < 0) {
      return Reply.NULL;
    }
    byte[] bytes = in.readNBytes(length);
    in.skipNBytes(2);
    return Reply.bulk(Bytes.wrap(bytes));
  }

  private Reply array(int count) throws IOException {
    return count < 0 ? Reply.NULL_ARRAY : new Reply.Array(items(count));
  }

  private List<Reply> items(int count) throws IOException {
    List<Reply> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(read());
    }
    return items;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line.write(b);
    }
    in.skipNBytes(1);
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
