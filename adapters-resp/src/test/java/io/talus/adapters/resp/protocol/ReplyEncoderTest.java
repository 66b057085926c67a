package io.talus.adapters.resp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplyEncoderTest {

  static Stream<Arguments> goldens() {
    Reply a = Reply.bulk("a");
    Reply one = Reply.integer(1);
    return Stream.of(
        golden(Reply.OK, "+OK~", "+OK~"),
        golden(Reply.QUEUED, "+QUEUED~", "+QUEUED~"),
        golden(Reply.PONG, "+PONG~", "+PONG~"),
        golden(new Reply.Simple("string"), "+string~", "+string~"),
        golden(Reply.error("ERR no"), "-ERR no~", "-ERR no~"),
        golden(Reply.error("ERR a\r\nb\u00ff"), "-ERR a  b\u00ff~", "-ERR a  b\u00ff~"),
        golden(one, ":1~", ":1~"),
        golden(Reply.integer(-1), ":-1~", ":-1~"),
        golden(Reply.NULL, "$-1~", "_~"),
        golden(Reply.NULL_ARRAY, "*-1~", "_~"),
        golden(a, "$1~a~", "$1~a~"),
        golden(Reply.EMPTY_BULK, "$0~~", "$0~~"),
        golden(Reply.EMPTY_ARRAY, "*0~", "*0~"),
        golden(new Reply.Bool(true), ":1~", "#t~"),
        golden(new Reply.Bool(false), ":0~", "#f~"),
        golden(new Reply.Double(3.25), "$4~3.25~", ",3.25~"),
        golden(new Reply.Double(Double.POSITIVE_INFINITY), "$3~inf~", ",inf~"),
        golden(new Reply.Double(Double.NEGATIVE_INFINITY), "$4~-inf~", ",-inf~"),
        golden(new Reply.Verbatim("hi"), "$2~hi~", "=6~txt:hi~"),
        golden(Reply.array(a, one, Reply.NULL), "*3~$1~a~:1~$-1~", "*3~$1~a~:1~_~"),
        golden(
            new Reply.Bulks(List.of(Bytes.of("a"), Bytes.EMPTY)), "*2~$1~a~$0~~", "*2~$1~a~$0~~"),
        golden(new Reply.Set(List.of(a)), "*1~$1~a~", "~1~$1~a~"),
        golden(Reply.map(a, one), "*2~$1~a~:1~", "%1~$1~a~:1~"),
        golden(
            new Reply.Pairs(List.of(a, one, a, one)),
            "*4~$1~a~:1~$1~a~:1~",
            "*2~*2~$1~a~:1~*2~$1~a~:1~"),
        golden(new Reply.Opening(Reply.Kind.ARRAY, 2), "*2~", "*2~"),
        golden(new Reply.Opening(Reply.Kind.MAP, 4), "*4~", "%2~"),
        golden(new Reply.Opening(Reply.Kind.PAIRS, 4), "*4~", "*2~"),
        golden(new Reply.Items(Reply.Kind.MAP, List.of(a, one)), "$1~a~:1~", "$1~a~:1~"),
        golden(
            new Reply.Items(Reply.Kind.PAIRS, List.of(a, one, a, one)),
            "$1~a~:1~$1~a~:1~",
            "*2~$1~a~:1~*2~$1~a~:1~"),
        golden(new Reply.BulkOpening(70_000), "$70000~", "$70000~"),
        golden(new Reply.BulkPart(Bytes.of("part")), "part", "part"),
        golden(new Reply.Push(List.of(a)), "*1~$1~a~", ">1~$1~a~"),
        golden(
            Reply.array(Reply.map(a, Reply.array(one))), "*1~*2~$1~a~*1~:1~", "*1~%1~$1~a~*1~:1~"));
  }

  /** A tilde stands for a line end, but for the one that announces a set. */
  private static Arguments golden(Reply reply, String resp2, String resp3) {
    return Arguments.of(reply, lines(resp2), lines(resp3));
  }

  private static String lines(String text) {
    return text.startsWith("~") ? "~" + lines(text.substring(1)) : text.replace("~", "\r\n");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void repliesAreWrittenAsTheConnectionSpeaks(Reply reply, String resp2, String resp3) {
    assertEquals(resp2, encode(2, reply));
    assertEquals(resp3, encode(3, reply));
  }

  @Test
  void integersOfAllLengthsAreWritten() {
    List<Long> numbers = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
    for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
      numbers.addAll(List.of(power - 1, power, power + 1, -power, -power - 1, 7 * power));
    }

    for (long number : numbers) {
      assertEquals(":" + number + "\r\n", encode(2, Reply.integer(number)));
    }
  }

  @Test
  void repliesMayCrossArrays() {
    StringBuilder expected = new StringBuilder();
    Collected collected = new Collected();
    ReplyEncoder encoder = new ReplyEncoder(collected.buffer);

    for (int length = 0; length < 3 * ReplyBuffer.CAPACITY_MIN; length++) {
      String value = "v".repeat(length);
      encoder.write(Reply.bulk(value));
      encoder.write(Reply.error(value));
      expected.append('$').append(length).append("\r\n").append(value).append("\r\n-");
      expected.append(value).append("\r\n");
    }

    assertEquals(expected.toString(), collected.text());
  }

  @Test
  void largeValuesAreNotCopied() {
    Bytes value = Bytes.wrap(new byte[ReplyBuffer.LARGE_VALUE]);
    Collected collected = new Collected();

    new ReplyEncoder(collected.buffer).write(Reply.bulk(value));

    assertSame(value.array(), collected.large.getFirst());
    assertEquals("$16384\r\n" + value.latin1() + "\r\n", collected.text());
  }

  private static String encode(int protocol, Reply reply) {
    Collected collected = new Collected();
    ReplyEncoder encoder = new ReplyEncoder(collected.buffer);
    encoder.protocol(protocol);
    encoder.write(reply);
    return collected.text();
  }

  /** Puts everything back together. */
  private static final class Collected implements ReplyBuffer.Overflow {
    final ReplyBuffer buffer = new ReplyBuffer(this);
    final List<byte[]> large = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public byte[] borrow() {
      return new byte[ReplyBuffer.CAPACITY_MIN];
    }

    @Override
    public void full(byte[] array, int length) {
      bytes.write(array, 0, length);
    }

    @Override
    public void large(byte[] value) {
      large.add(value);
      bytes.writeBytes(value);
    }

    String text() {
      bytes.write(buffer.array(), 0, buffer.length());
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
