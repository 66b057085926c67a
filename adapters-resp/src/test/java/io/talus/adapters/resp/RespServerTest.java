package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientLimits;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RespServerTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void commandsAreAnsweredInOrder() {
    try (RawClient client = server.connect()) {
      client.send(
          "PING\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n");

      assertEquals("+PONG\r\n+OK\r\n$1\r\n1\r\n", client.receive(19));
    }
  }

  @Test
  void aLargeArgumentIsTaken() {
    String value = "0123456789".repeat(500_000);
    try (RawClient client = server.connect()) {
      client.send("*2\r\n$4\r\nECHO\r\n$" + value.length() + "\r\n" + value + "\r\nPING\r\n");

      String expected = "$" + value.length() + "\r\n" + value + "\r\n+PONG\r\n";
      assertEquals(expected, client.receive(expected.length()));
    }
  }

  @Test
  void aDeepPipelineIsExecutedInTicksOfBoundedSize() {
    int commands = 100_000;
    try (RawClient client = server.connect()) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> client.send("SET key value\r\n".repeat(commands)));

      assertEquals("+OK\r\n".repeat(commands), client.receive(5 * commands));

      sent.join();
      int longest = server.onLoop(() -> server.gateway.longestTick);
      assertTrue(longest > 1 && longest <= TickBounds.COMMANDS_MAX, "longest tick: " + longest);
    }
  }

  @Test
  void aClientMaySendAWholePipelineBeforeItReadsAnything() {
    int commands = 100_000;
    try (RawClient client = server.connect()) {
      client.send("PING\r\n".repeat(commands));

      assertEquals("+PONG\r\n".repeat(commands), client.receive(7 * commands));
    }
  }

  @Test
  void thousandsOfConnectionsAreServed() {
    int connections = 2_000;
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      clients.add(server.connect());
    }

    for (int i = 0; i < connections; i++) {
      clients.get(i).send("ECHO " + (10_000 + i) + "\r\n");
    }
    for (int i = 0; i < connections; i++) {
      assertEquals("$5\r\n" + (10_000 + i) + "\r\n", clients.get(i).receive(11));
    }

    assertEquals(connections, server.sessions());
    clients.forEach(RawClient::close);
  }

  @Test
  void aWaitingSessionHoldsItsCommandsBackAndNobodyElses() {
    try (RawClient waiting = server.connect();
        RawClient other = server.connect()) {
      waiting.send("PING\r\n");
      assertEquals("+PONG\r\n", waiting.receive(7));
      waiting.send("WAIT\r\nECHO after\r\n");

      other.send("WAITING\r\n");
      assertEquals(":1\r\n", other.receive(4));
      other.send("WAKE\r\n");

      assertEquals("+OK\r\n", other.receive(5));
      assertEquals("$5\r\nwoken\r\n$5\r\nafter\r\n", waiting.receive(22));
    }
  }

  @Test
  void aClientThatHasEndedItsOutputStillGetsItsReplies() {
    try (RawClient client = server.connect()) {
      client.send("PING\r\nSET a 1\r\n");
      client.endOutput();

      assertEquals("+PONG\r\n+OK\r\n", client.receiveAll());
    }
  }

  @Test
  void aClientThatHasEndedItsOutputGetsTheReplyThatIsBeingRead() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("COLD\r\nPING\r\n");
      client.endOutput();
      server.awaitAllWaiting(1);
      other.send("WAKE\r\n");

      assertEquals("$5\r\nwoken\r\n+PONG\r\n", client.receiveAll());
    }
  }

  @Test
  void repliesBeforeAReadWaitForThoseBehindIt() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("PING\r\nCOLD\r\nPING\r\n");
      server.awaitAllWaiting(1);

      assertEquals(7, outputBytes());
      other.send("WAKE\r\n");
      assertEquals("+PONG\r\n$5\r\nwoken\r\n+PONG\r\n", client.receive(25));
    }
  }

  @Test
  void commandsBehindAReadAreReadAheadForAndThenExecutedInTheirOrder() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("COLD\r\nPING\r\nECHO a\r\n");
      server.awaitAllWaiting(1);
      client.send("ECHO b\r\n");
      server.awaitReadAhead("PING", "ECHO", "ECHO");

      other.send("WAKE\r\n");

      String replies = "$5\r\nwoken\r\n+PONG\r\n$1\r\na\r\n$1\r\nb\r\n";
      assertEquals(replies, client.receive(replies.length()));
    }
  }

  @Test
  void whatIsNoCommandIsRefusedWhenTheCommandsBeforeItAreDone() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("COLD\r\nPING\r\n*1\r\n+\r\n");
      server.awaitReadAhead("PING");

      other.send("WAKE\r\n");

      assertEquals(
          "$5\r\nwoken\r\n+PONG\r\n-ERR Protocol error: expected '$', got '+'\r\n",
          client.receiveAll());
    }
  }

  @Test
  void repliesBeforeAReadDoNotWaitForASlowDisk() {
    try (RawClient client = server.connect()) {
      client.send("PING\r\nCOLD\r\nPING\r\n");
      server.awaitAllWaiting(1);

      server.sweep();
      assertEquals("+PONG\r\n", client.receive(7));
    }
  }

  private long outputBytes() {
    return server.onLoop(
        () ->
            server.gateway.sessions.stream()
                .mapToLong(session -> session.channel.outputBytes())
                .sum());
  }

  @Test
  void theFirstReplyOfAPipelineThatReadsLeavesWithThoseBehindIt() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("COLD\r\nPING\r\nCOLD\r\n");
      server.awaitAllWaiting(1);
      other.send("WAKE\r\n");
      assertEquals("+OK\r\n", other.receive(5));
      server.awaitAllWaiting(1);

      assertEquals(18, outputBytes());
      other.send("WAKE\r\n");
      assertEquals("$5\r\nwoken\r\n+PONG\r\n$5\r\nwoken\r\n", client.receive(29));
    }
  }

  @Test
  void repliesBeforeAReadLeaveWithItsOwn() {
    try (RawClient client = server.connect();
        RawClient other = server.connect()) {
      client.send("PING\r\nCOLD\r\n");
      server.awaitAllWaiting(1);

      assertEquals(7, outputBytes());
      other.send("WAKE\r\n");
      assertEquals("+PONG\r\n$5\r\nwoken\r\n", client.receive(18));
    }
  }

  @Test
  void repliesDoNotWaitForAStoreThatIsBehind() {
    try (RawClient client = server.connect()) {
      client.send("PING\r\nBEHIND\r\n");

      assertEquals("+PONG\r\n", client.receive(7));
      assertEquals(1, server.onLoop(server.gateway::waiting));
    }
  }

  @Test
  void aClientThatHasEndedItsOutputDoesNotWaitForOthers() {
    try (RawClient client = server.connect()) {
      client.send("WAIT\r\n");
      client.endOutput();

      assertEquals("", client.receiveAll());
    }
  }

  @Test
  void repliesLeaveBeforeTheServerCloses() {
    try (RawClient client = server.connect()) {
      client.send("SET a 1\r\nQUIT\r\n");

      assertEquals("+OK\r\n+OK\r\n", client.receiveAll());
    }
  }

  @Test
  void malformedInputIsAnsweredAndClosed() {
    try (RawClient client = server.connect()) {
      client.send("PING\r\n*1\r\n!4\r\n");

      assertEquals("+PONG\r\n-ERR Protocol error: expected '$', got '!'\r\n", client.receiveAll());
    }
  }

  @Test
  void aFailingCommandCostsOneConnectionOnly() {
    try (RawClient failing = server.connect();
        RawClient other = server.connect()) {
      failing.send("FAIL\r\n");
      assertEquals("", failing.receiveAll());

      other.send("PING\r\n");
      assertEquals("+PONG\r\n", other.receive(7));
    }
  }

  @Test
  void aQueryThatDoesNotFitIsCutOff() {
    server.server.limits(new ClientLimits(1 << 30, 1 << 20, 0, ClientLimits.DEFAULT.output()));
    try (RawClient client = server.connect()) {
      String query = "*2\r\n$4\r\nECHO\r\n$100000000\r\n" + "x".repeat(1 << 21);
      assertThrows(
          UncheckedIOException.class,
          () -> {
            for (int i = 0; i < 40; i++) {
              client.send(query);
            }
          });
    }
  }

  @Test
  void repliesThatTheClientDoesNotReadDoNotFillTheMemory() {
    int bytesEach = 1_000_000;
    int commands = 200;
    try (RawClient slow = server.connect();
        RawClient other = server.connect()) {
      slow.send(("BIG " + bytesEach + "\r\n").repeat(commands));

      other.send("ECHO hi\r\n");
      assertEquals("$2\r\nhi\r\n", other.receive(8));
      long pending = server.onLoop(() -> server.gateway.sessions.getFirst().channel.outputBytes());
      long bound = TestServer.BYTES_MAX / 4 + TickBounds.COMMANDS_MAX;
      assertTrue(pending <= bound + 2 * bytesEach, "pending: " + pending);

      int reply = ("$" + bytesEach + "\r\n").length() + bytesEach + 2;
      assertEquals((long) commands * reply, slow.skip((long) commands * reply));
    }
  }

  /** A socket may take at once what made the connection stop reading. */
  @Test
  void aClientThatReadsFastGoesOnAfterEveryLargeReply() {
    int bytesEach = (int) OutputBudget.CONNECTION_MIN + 1;
    int reply = ("$" + bytesEach + "\r\n").length() + bytesEach + 2;
    try (TestServer server = new TestServer(TestServer.narrow(1), ClientLimits.DEFAULT);
        RawClient client = server.connect()) {
      for (int i = 0; i < 100; i++) {
        client.send("BIG " + bytesEach + "\r\nPING\r\n");
        assertEquals(reply, client.skip(reply));
        assertEquals("+PONG\r\n", client.receive(7));
      }
    }
  }

  @Test
  void idleClientsAreClosed() {
    server.server.limits(new ClientLimits(1 << 30, 1 << 30, 5, ClientLimits.DEFAULT.output()));
    try (RawClient idle = server.connect()) {
      idle.send("PING\r\n");
      assertEquals("+PONG\r\n", idle.receive(7));

      server.nowMillis.addAndGet(5_001);

      assertEquals("", idle.receiveAll());
    }
  }

  @Test
  void aReplyInPiecesIsMadeAsTheClientTakesIt() {
    int pieces = 500;
    try (RawClient slow = server.connect()) {
      slow.send("PIECES " + pieces + "\r\n");
      assertEquals("$32768000\r\n", slow.receive(11));
      for (int i = 0; i < pieces; i++) {
        assertEquals(MapGateway.PIECE_BYTES, slow.skip(MapGateway.PIECE_BYTES));
      }
      assertEquals("\r\n", slow.receive(2));
    }
    long waited = server.onLoop(() -> server.gateway.outputMax);
    assertTrue(waited <= 4 * MapGateway.PIECE_BYTES, waited + " bytes waited");
  }

  @Test
  void aClientThatGoesOnReadingIsNotIdle() {
    server.server.limits(new ClientLimits(1 << 30, 1 << 30, 5, ClientLimits.DEFAULT.output()));
    int part = 10_000_000; // more than lies in the buffers of the sockets
    int parts = 3;
    try (RawClient slow = server.connect()) {
      slow.send("BIG " + parts * part + "\r\n");
      assertEquals("$30000000\r\n", slow.receive(11));
      for (int i = 0; i < parts; i++) {
        assertEquals(part, slow.skip(part));
        server.nowMillis.addAndGet(4_000);
        server.sweep();
      }

      slow.send("PING\r\n");
      assertEquals("\r\n+PONG\r\n", slow.receive(9));
    }
  }

  @Test
  void stoppingAnswersWhatWasReceived() {
    RawClient client = server.connect();
    RawClient waiting = server.connect();
    client.send("BIG 3000000\r\nSET a 1\r\n");
    waiting.send("WAIT\r\n");
    server.awaitAllWaiting(1);
    assertEquals("$3000000", client.receive(8));

    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(20)));

    assertEquals("\r\n" + "\0".repeat(3_000_000) + "\r\n+OK\r\n", client.receiveAll());
    assertEquals("", waiting.receiveAll());
    stopped.join();
    assertThrows(UncheckedIOException.class, server::connect);
    assertEquals(0, server.sessions());
  }

  @Test
  void aRefusedClientIsToldWhy() {
    server.onLoop(() -> server.gateway.sessionsMax = 1);
    try (RawClient first = server.connect()) {
      first.send("PING\r\n");
      assertEquals("+PONG\r\n", first.receive(7));

      try (RawClient second = server.connect()) {
        assertEquals("-ERR max number of clients reached\r\n", second.receiveAll());
      }
    }
  }

  @Test
  void garbageNeverStopsTheServer() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      byte[] garbage = new byte[random.nextInt(100_000)];
      random.nextBytes(garbage);
      try (RawClient client = server.connect()) {
        client.sendOrBreak(garbage);
        client.endOutput();
        String replies = client.receiveAll();
        assertTrue(replies.isEmpty() || "-!".indexOf(replies.charAt(0)) >= 0, "seed " + seed);
      }
    }

    try (RawClient client = server.connect()) {
      client.send("PING\r\n");
      assertEquals("+PONG\r\n", client.receive(7));
    }
  }

  @Test
  void trafficIsCounted() {
    try (RawClient client = server.connect()) {
      client.send("PING\r\n");
      assertEquals("+PONG\r\n", client.receive(7));

      assertEquals(6, server.server.receivedBytes());
      assertEquals(7, server.server.sentBytes());
    }
  }

  @Test
  void anAddressInUseIsNamed() {
    RespSettings taken =
        new RespSettings(
            List.of("127.0.0.1"),
            server.ports.port(),
            0,
            0,
            false,
            null,
            null,
            0,
            511,
            0,
            1,
            new ClientMemory(1, 1, 1),
            true);

    ListenException refused =
        assertThrows(ListenException.class, () -> new TestServer(taken, ClientLimits.DEFAULT));

    assertTrue(
        refused.getMessage().startsWith("cannot listen on 127.0.0.1:" + server.ports.port()),
        refused.getMessage());
  }
}
