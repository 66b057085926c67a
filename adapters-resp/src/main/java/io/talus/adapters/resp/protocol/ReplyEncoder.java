package io.talus.adapters.resp.protocol;

import io.talus.application.command.FloatingPoint;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes replies as RESP2 or RESP3. Belongs to one connection.
 *
 * <p>The texts of replies are bytes, one character each (ISO-8859-1), as {@link Bytes#latin1} makes
 * them: what a client sent comes back in an error as it was sent.
 */
public final class ReplyEncoder {
  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] QUEUED = ascii("+QUEUED\r\n");
  private static final byte[] PONG = ascii("+PONG\r\n");
  private static final byte[] NULL = ascii("_\r\n");
  private static final byte[] NULL_BULK = ascii("$-1\r\n");
  private static final byte[] NULL_ARRAY = ascii("*-1\r\n");
  private static final byte[] TRUE = ascii("#t\r\n");
  private static final byte[] FALSE = ascii("#f\r\n");

  /** A type, the digits of a long and the line end are never longer. */
  private static final int NUMBER_LINE = 24;

  /** What a bulk string has beside its bytes, and the longest one that is written at one go. */
  private static final int BULK_FRAME = NUMBER_LINE + 2;

  private static final int SHORT_BULK = ReplyBuffer.CAPACITY_MIN - BULK_FRAME;

  private final ReplyBuffer out;
  private boolean resp3;

  public ReplyEncoder(ReplyBuffer out) {
    this.out = out;
  }

  /** RESP version of what is written from now on: 2 or 3. */
  public void protocol(int version) {
    resp3 = version == 3;
  }

  public int protocol() {
    return resp3 ? 3 : 2;
  }

  /** Writes the reply. */
  public void write(Reply reply) {
    if (reply instanceof Reply.Bulk bulk) {
      // The most frequent kind is not left to the order in which a switch compares.
      writeBulk(bulk.value().array());
      return;
    }
    switch (reply) {
      case Reply.Simple simple -> writeSimple(simple.text());
      case Reply.Int integer -> writeNumberLine(':', integer.value());
      case Reply.Bulk bulk -> writeBulk(bulk.value().array());
      case Reply.Null nothing -> writeNull(nothing.array());
      case Reply.Error error -> writeLine('-', error.text());
      case Reply.Bulks bulks -> writeBulks(bulks.items());
      case Reply.Array array -> writeItems('*', array.items().size(), array.items());
      case Reply.Set set -> writeItems(resp3 ? '~' : '*', set.items().size(), set.items());
      case Reply.Push push -> writeItems(resp3 ? '>' : '*', push.items().size(), push.items());
      case Reply.Map map -> writeMap(map.items());
      case Reply.Pairs pairs -> writePairs(pairs.items());
      case Reply.Opening opening -> writeOpening(opening);
      case Reply.Items items -> writeItems(items);
      case Reply.BulkOpening opening -> writeNumberLine('$', opening.length());
      case Reply.BulkPart part -> out.write(part.bytes().array());
      case Reply.Bool bool -> writeBool(bool.value());
      case Reply.Double number -> writeDouble(number.value());
      case Reply.Verbatim verbatim -> writeVerbatim(verbatim.text());
    }
  }

  private void writeSimple(String text) {
    switch (text) {
      case "OK" -> writeShort(OK);
      case "QUEUED" -> writeShort(QUEUED);
      case "PONG" -> writeShort(PONG);
      default -> writeLine('+', text);
    }
  }

  private void writeNull(boolean array) {
    if (resp3) {
      writeShort(NULL);
    } else {
      writeShort(array ? NULL_ARRAY : NULL_BULK);
    }
  }

  private void writeBool(boolean value) {
    if (resp3) {
      writeShort(value ? TRUE : FALSE);
    } else {
      writeNumberLine(':', value ? 1 : 0);
    }
  }

  private void writeDouble(double value) {
    String digits = FloatingPoint.format(value);
    if (resp3) {
      writeLine(',', digits);
    } else {
      writeBulk(latin1(digits));
    }
  }

  private void writeVerbatim(String text) {
    byte[] bytes = latin1(text);
    if (!resp3) {
      writeBulk(bytes);
      return;
    }
    writeNumberLine('=', bytes.length + 4L);
    out.require(4);
    out.put('t');
    out.put('x');
    out.put('t');
    out.put(':');
    out.write(bytes);
    writeLineEnd();
  }

  private void writeBulks(List<Bytes> items) {
    int size = items.size();
    writeNumberLine('*', size);
    for (int i = 0; i < size; i++) {
      writeBulk(items.get(i).array());
    }
  }

  private void writeMap(List<? extends Reply> items) {
    if (resp3) {
      writeItems('%', items.size() / 2, items);
    } else {
      writeItems('*', items.size(), items);
    }
  }

  private void writeOpening(Reply.Opening opening) {
    long half = opening.items() / 2;
    switch (opening.kind()) {
      case ARRAY -> writeNumberLine('*', opening.items());
      case SET -> writeNumberLine(resp3 ? '~' : '*', opening.items());
      case MAP -> writeNumberLine(resp3 ? '%' : '*', resp3 ? half : opening.items());
      case PAIRS -> writeNumberLine('*', resp3 ? half : opening.items());
    }
  }

  private void writeItems(Reply.Items piece) {
    List<? extends Reply> items = piece.items();
    boolean isNested = resp3 && piece.kind() == Reply.Kind.PAIRS;
    for (int i = 0; i < items.size(); i++) {
      if (isNested && i % 2 == 0) {
        writeNumberLine('*', 2);
      }
      write(items.get(i));
    }
  }

  private void writePairs(List<? extends Reply> items) {
    if (!resp3) {
      writeItems('*', items.size(), items);
      return;
    }
    int pairs = items.size() / 2;
    writeNumberLine('*', pairs);
    for (int i = 0; i < pairs; i++) {
      writeNumberLine('*', 2);
      write(items.get(2 * i));
      write(items.get(2 * i + 1));
    }
  }

  private void writeItems(char type, int announced, List<? extends Reply> items) {
    writeNumberLine(type, announced);
    int size = items.size();
    for (int i = 0; i < size; i++) {
      write(items.get(i));
    }
  }

  private void writeBulk(byte[] value) {
    int length = value.length;
    out.require(length <= SHORT_BULK ? length + BULK_FRAME : NUMBER_LINE);
    out.put('$');
    out.putDecimal(length);
    out.putLineEnd();
    out.write(value);
    if (length <= SHORT_BULK) {
      out.putLineEnd();
    } else {
      writeLineEnd();
    }
  }

  private void writeLineEnd() {
    out.require(2);
    out.putLineEnd();
  }

  private void writeNumberLine(char type, long number) {
    out.require(NUMBER_LINE);
    out.put(type);
    out.putDecimal(number);
    out.putLineEnd();
  }

  private void writeShort(byte[] encoded) {
    out.require(encoded.length);
    out.write(encoded);
  }

  /** A line break in a text would begin the next reply: it becomes a space, as in Redis. */
  private void writeLine(char type, String text) {
    out.require(1);
    out.put(type);
    byte[] bytes = latin1(text);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    out.write(bytes);
    writeLineEnd();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
