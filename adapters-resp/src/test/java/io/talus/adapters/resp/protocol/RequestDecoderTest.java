package io.talus.adapters.resp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestDecoderTest {
  private static final int LINE_MAX = RequestDecoder.LINE_MAX;

  private final Requests requests = new Requests();

  @Test
  void arraysOfBulkStringsAreRequests() {
    assertEquals(
        List.of(List.of("SET", "a", ""), List.of("GET", "a\r\nb")),
        requests.receive(
            "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$0\r\n\r\n*2\r\n$3\r\nGET\r\n$4\r\na\r\nb\r\n"));
  }

  @Test
  void emptyRequestsAreSkipped() {
    assertEquals(
        List.of(List.of("PING")), requests.receive("*0\r\n*-1\r\n\r\n\n*1\r\n$4\r\nPING\r\n"));
  }

  @Test
  void inlineAndArrayRequestsMayBeMixed() {
    assertEquals(
        List.of(List.of("SET", "a", "1"), List.of("PING"), List.of("GET", "a")),
        requests.receive("SET a 1\r\n*1\r\n$4\r\nPING\r\nGET a\n"));
  }

  @Test
  void requestsMayArriveInPiecesOfAnySize() {
    String large = "x".repeat(RequestDecoder.LARGE_ARGUMENT + 100);
    String sent =
        "*2\r\n$3\r\nGET\r\n$1\r\na\r\n"
            + "SET 'b c' \"\\x41\"\r\n"
            + ("*3\r\n$3\r\nSET\r\n$5\r\nlarge\r\n$" + large.length() + "\r\n" + large + "\r\n")
            + "*1\r\n$4\r\nPING\r\n";
    List<List<String>> expected = new Requests().receive(sent);

    assertEquals(4, expected.size());
    for (int split = 1; split < 120; split++) {
      assertEquals(expected, inTwo(sent, split), "split at " + split);
      assertEquals(expected, inTwo(sent, sent.length() - split), "split at -" + split);
      assertEquals(expected, inPieces(sent, split), "pieces of " + split);
    }
  }

  private static List<List<String>> inTwo(String sent, int split) {
    Requests requests = new Requests();
    List<List<String>> received = new ArrayList<>(requests.receive(sent.substring(0, split)));
    received.addAll(requests.receive(sent.substring(split)));
    return received;
  }

  private static List<List<String>> inPieces(String sent, int size) {
    Requests requests = new Requests();
    List<List<String>> received = new ArrayList<>();
    for (int from = 0; from < sent.length(); from += size) {
      received.addAll(requests.receive(sent.substring(from, Math.min(sent.length(), from + size))));
    }
    return received;
  }

  @Test
  void manyArgumentsAreTaken() {
    int count = 100_000;

    List<List<String>> received =
        requests.receive("*" + count + "\r\n" + "$1\r\nx\r\n".repeat(count));

    assertEquals(1, received.size());
    assertEquals(count, received.getFirst().size());
  }

  @Test
  void anAnnouncementCostsLittle() {
    requests.receive("*1048576\r\n$3\r\nSET\r\n$536870912\r\nx");

    assertTrue(requests.decoder.pendingBytes() < 100);
  }

  @Test
  void aRestIsKeptWhenOthersUseTheSharedArray() {
    byte[] shared = new byte[64];
    ReceivedBytes mine = new ReceivedBytes(shared);
    ReceivedBytes other = new ReceivedBytes(shared);

    mine.receive(Unpooled.wrappedBuffer(new byte[] {'m'}));
    mine.keep();
    other.receive(Unpooled.wrappedBuffer(new byte[] {'o'}));

    assertEquals('m', mine.peek());
    assertEquals('o', other.peek());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "*abc;invalid multibulk length",
        "*1048577;invalid multibulk length",
        "*3000000000;invalid multibulk length",
        "*99999999999999999999;invalid multibulk length",
        "*;invalid multibulk length",
        "*01;invalid multibulk length",
        "*-0;invalid multibulk length",
        "*+1;invalid multibulk length",
        "*1 2;invalid multibulk length",
        "*1~$-1;invalid bulk length",
        "*1~$536870913;invalid bulk length",
        "*1~$2000000000;invalid bulk length",
        "*1~$99999999999999999999;invalid bulk length",
        "*1~$blabla;invalid bulk length",
        "*1~$;invalid bulk length",
        "*1~!4;expected '$', got '!'",
        "*1~PING;expected '$', got 'P'",
        "*3~$3~SET~$1~x~fooz;expected '$', got 'f'",
        "'unbalanced;unbalanced quotes in request",
        "\"a\"b;unbalanced quotes in request",
      },
      delimiter = ';')
  void malformedRequestsHaveTheErrorsOfRedis(String sent, String error) {
    String lines = sent.replace("~", "\r\n") + "\r\n";

    MalformedRequestException refused =
        assertThrows(MalformedRequestException.class, () -> requests.receive(lines));

    assertEquals("Protocol error: " + error, refused.error());
  }

  @Test
  void linesAreBounded() {
    assertError("too big inline request", "x".repeat(LINE_MAX + 1));
    assertError("too big mbulk count string", "*" + "1".repeat(LINE_MAX));
    assertError("too big bulk count string", "*1\r\n$" + "1".repeat(LINE_MAX));
    assertEquals(List.of(), new Requests().receive("x".repeat(LINE_MAX)));
  }

  private static void assertError(String error, String sent) {
    MalformedRequestException refused =
        assertThrows(MalformedRequestException.class, () -> new Requests().receive(sent));
    assertEquals("Protocol error: " + error, refused.error());
  }

  @Test
  void theLongestArgumentIsASetting() {
    requests.bulkBytesMax = 1024 * 1024;

    assertThrows(
        MalformedRequestException.class, () -> requests.receive("*1\r\n$" + 1048577 + "\r\n"));
  }

  @Test
  void argumentForWhichThereIsNoMemoryIsRefusedWithTheLimit() {
    requests.argumentBytesMax = 100_000;

    MalformedRequestException refused =
        assertThrows(MalformedRequestException.class, () -> requests.receive("*1\r\n$100001\r\n"));

    assertEquals(
        "Protocol error: invalid bulk length: an argument may have 100000 bytes of the heap",
        refused.error());
  }

  @Test
  void largeArgumentHoldsLittleMoreThanHasArrived() {
    requests.receive("*1\r\n$50000000\r\n" + "x".repeat(300_000));

    assertTrue(requests.decoder.heldBytes() <= 2 * 1024 * 1024);
  }

  @Test
  void largeArgumentWithoutRoomHoldsAQuarterMoreThanHasArrived() {
    requests.room = false;
    requests.receive("*1\r\n$2000000\r\n" + "x".repeat(300_000));
    for (int i = 0; i < 10; i++) {
      requests.receive("x".repeat(100_000));
      assertTrue(requests.decoder.heldBytes() <= requests.decoder.pendingBytes() * 5 / 4);
    }

    String whole = "x".repeat(2_000_000);
    assertEquals(List.of(List.of(whole)), requests.receive("x".repeat(700_000) + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*11\r\n", "*1\r\n$16385\r\n"})
  void whoIsNotAuthenticatedMaySendLittle(String sent) {
    requests.authenticated = false;

    MalformedRequestException refused =
        assertThrows(MalformedRequestException.class, () -> requests.receive(sent));

    assertTrue(refused.error().startsWith("Protocol error: unauthenticated"), refused.error());
  }

  @Test
  void whoIsNotAuthenticatedMaySendPasswords() {
    requests.authenticated = false;

    assertEquals(
        List.of(List.of("AUTH", "pw")), requests.receive("*2\r\n$4\r\nAUTH\r\n$2\r\npw\r\n"));
  }
}
