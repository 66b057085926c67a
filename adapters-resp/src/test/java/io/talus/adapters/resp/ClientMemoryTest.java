package io.talus.adapters.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many clients there are and whatever they send or do not read, memory is bounded. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ClientMemoryTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int LARGE = 900_000;

  private final TestServer server =
      new TestServer(
          TestServer.with(new ClientMemory(MEGABYTE, 8 * MEGABYTE, 2 * MEGABYTE)),
          ClientLimits.DEFAULT);
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    server.close();
  }

  private RawClient connect() {
    RawClient client = server.connect();
    clients.add(client);
    return client;
  }

  @Test
  void largeRequestsThatArriveTogetherAllComeToTheirEnd() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RawClient client = connect();
      client.send(firstHalf());
      sent.add(CompletableFuture.runAsync(() -> client.send(secondHalf())));
    }

    for (RawClient client : clients) {
      assertEquals("$900000\r\n", client.receive(9));
      assertEquals(LARGE + 2, client.skip(LARGE + 2));
    }
    sent.forEach(CompletableFuture::join);
  }

  @Test
  void largeRequestsThatGrowTogetherAllComeToTheirEnd() {
    int first = 64 * 1024;
    for (int i = 1; i <= 15; i++) {
      connect().send("*2\r\n$4\r\nECHO\r\n$" + LARGE + "\r\n" + "x".repeat(first));
      server.awaitUnfinished((long) i * first);
    }
    clients.forEach(client -> client.send("y"));

    for (RawClient client : clients) {
      client.send("z".repeat(LARGE - first - 1) + "\r\n");
      assertEquals("$900000\r\n", client.receive(9));
      assertEquals(LARGE + 2, client.skip(LARGE + 2));
    }
  }

  private static String firstHalf() {
    return "*2\r\n$4\r\nECHO\r\n$" + LARGE + "\r\n" + "x".repeat(LARGE / 2);
  }

  private static String secondHalf() {
    return "x".repeat(LARGE - LARGE / 2) + "\r\n";
  }

  @Test
  void smallRequestsAreServedWhileLargeOnesAreHeldUp() {
    for (int i = 0; i < 8; i++) {
      connect().send(firstHalf());
    }

    RawClient small = connect();
    for (int i = 0; i < 100; i++) {
      small.send("ECHO hi\r\n");
      assertEquals("$2\r\nhi\r\n", small.receive(8));
    }
  }

  @Test
  void requestThatDoesNotArriveAndHoldsUpOthersIsClosed() {
    RawClient first = connect();
    first.send(firstHalf());
    assertServed(connect());
    RawClient second = connect();
    second.send(firstHalf());
    assertServed(connect());
    RawClient third = connect();
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(() -> third.send(firstHalf() + secondHalf()));

    assertEquals("$900000\r\n", third.receive(9));

    sent.join();
    assertEquals("", first.receiveAll().replace("!", ""));
  }

  private static void assertServed(RawClient client) {
    client.send("PING\r\n");
    assertEquals("+PONG\r\n", client.receive(7));
  }

  @Test
  void manyHalvesOfSmallRequestsAreBounded() {
    String half = "*2\r\n$4\r\nECHO\r\n$60000\r\n" + "x".repeat(50_000);
    for (int i = 0; i < 200; i++) {
      connect().sendOrBreak(half.getBytes(ISO_8859_1));
    }

    assertServed(connect());
    assertTrue(server.sessions() < 100, "sessions: " + server.sessions());
  }

  @Test
  void manySlowReadersAreBounded() {
    for (int i = 0; i < 60; i++) {
      connect().sendOrBreak("BIG 1000000\r\n".repeat(10).getBytes(ISO_8859_1));
    }

    assertServed(connect());
    long unread =
        server.onLoop(
            () ->
                server.gateway.sessions.stream()
                    .mapToLong(session -> session.channel.outputBytes())
                    .sum());
    assertTrue(unread <= 14L * MEGABYTE, "unread: " + unread);
  }

  @Test
  void clientsThatReadGetAllTheirLongReplies() {
    List<CompletableFuture<Long>> read = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RawClient client = connect();
      client.send("BIG 1000000\r\n".repeat(20));
      read.add(CompletableFuture.supplyAsync(() -> client.skip(20L * 1_000_012)));
    }

    for (CompletableFuture<Long> each : read) {
      assertEquals(20L * 1_000_012, each.join());
    }
  }

  @Test
  void replyThatIsTooLongIsRefused() {
    RawClient client = connect();
    client.send("BIG 3000000\r\nPING\r\n");

    String refused = "-ERR the reply is longer than the 2097152 bytes of the heap";
    assertEquals(refused, client.receive(refused.length()));
    assertServed(connect());
  }

  @Test
  void argumentThatIsTooLongIsRefused() {
    RawClient client = connect();
    client.send("*2\r\n$4\r\nECHO\r\n$2097153\r\n");

    assertEquals(
        "-ERR Protocol error: invalid bulk length: an argument may have 2097152 bytes of the heap"
            + "\r\n",
        client.receiveAll());
  }
}
