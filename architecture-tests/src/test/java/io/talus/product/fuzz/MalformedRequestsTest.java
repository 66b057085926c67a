package io.talus.product.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.MalformedAnswer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.testkit.Seeds;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are none are answered by an error and the end, and hurt nobody else. */
final class MalformedRequestsTest {
  private static final int SECONDS = 8;
  private static final int LONG_SECONDS = 300;
  private static final int SHOWN = 300;
  private static final int UNREAD_REQUESTS = 500;

  @TempDir private static Path dir;
  private static Node node;
  private int attacks;

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir).start();
    try (RespClient client = node.connect()) {
      assertEquals("OK", client.call("SET", "large", "x".repeat(100_000)).text());
    }
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*1\r\n$-5\r\n",
        "*1\r\n$99999999999999999999\r\n",
        "*1\r\n$536870913\r\n",
        "*99999999999\r\n",
        "*1\r\n+PING\r\n",
        "*1\r\n*1\r\n$4\r\nPING\r\n",
        "*a\r\n"
      })
  void protocolErrorsAreNamedBeforeTheConnectionIsClosed(String request) throws IOException {
    try (RespClient client = node.connect()) {
      client.sendRaw(request.getBytes(StandardCharsets.ISO_8859_1));
      client.flush();

      String reply = client.receive().text();

      assertTrue(reply.startsWith("ERR Protocol error: "), reply);
      readToTheEnd(client);
    }
  }

  @Test
  void badRequestsHurtNobody() {
    Seeds.each(1, random -> attack(random, SECONDS));
  }

  @Tag("long")
  @Test
  void badRequestsHurtNobodyForLong() {
    Seeds.each(1, random -> attack(random, LONG_SECONDS));
  }

  private void attack(RandomGenerator random, int seconds) throws IOException {
    BadRequests requests = new BadRequests(random);
    Watchman.during(
        node,
        () -> {
          long deadline = System.nanoTime() + seconds * 1_000_000_000L;
          while (System.nanoTime() < deadline) {
            attacks++;
            attack(random, requests);
          }
        });
    System.out.printf("%d attacks%n", attacks);
    assertFalse(node.printed().contains(" ERROR "), node.printed());
  }

  private static void attack(RandomGenerator random, BadRequests requests) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> cut(requests.good(), random);
      case 1 -> drip(requests.good());
      case 2 -> leaveUnread();
      default -> send(requests.next());
    }
  }

  /** All replies are well-formed, and the end comes when the client has nothing more to say. */
  private static void send(byte[] bytes) throws IOException {
    try (RespClient client = node.connect()) {
      client.sendRaw(bytes);
      client.flush();
      client.socket().shutdownOutput();
      readToTheEnd(client);
    } catch (SocketException reset) {
      // The node has closed without reading what came after a protocol error.
    } catch (MalformedAnswer wrong) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      throw new AssertionError(text.substring(0, Math.min(text.length(), SHOWN)), wrong);
    }
  }

  private static void readToTheEnd(RespClient client) throws IOException {
    try {
      while (true) {
        client.receive();
      }
    } catch (EOFException end) {
      // As it should be.
    }
  }

  /** A connection that breaks in the middle of a request. */
  private static void cut(byte[] bytes, RandomGenerator random) throws IOException {
    try (RespClient client = node.connect()) {
      client.sendRaw(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      client.flush();
      client.socket().setSoLinger(random.nextBoolean(), 0);
    }
  }

  /** A request that comes byte by byte is a request. */
  private static void drip(byte[] bytes) throws IOException {
    try (RespClient client = node.connect()) {
      for (byte b : bytes) {
        client.sendRaw(new byte[] {b});
        client.flush();
      }
      client.sendRaw(BadRequests.request("ECHO", "done"));
      client.flush();
      Answer answer = client.receive();
      while (!answer.text().equals("done")) {
        assertFalse(answer.isError(), answer.toString());
        answer = client.receive();
      }
    }
  }

  /** A client that asks for much, reads nothing and goes away. */
  private static void leaveUnread() throws IOException {
    try (RespClient client = node.connect()) {
      for (int i = 0; i < UNREAD_REQUESTS; i++) {
        client.sendRaw(BadRequests.request("GET", "large"));
      }
      client.flush();
    }
  }
}
