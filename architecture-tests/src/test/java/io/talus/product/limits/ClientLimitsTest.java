package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients beyond a limit are told so, or closed; the others notice nothing. */
final class ClientLimitsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int REPLIES = 100;
  private static final Pattern ID = Pattern.compile("\\bid=(\\d+) ");

  @TempDir private static Path dir;
  private static Node node;
  private RespClient client;

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir).start();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = node.connect();
  }

  @AfterEach
  void restoreSettings() throws IOException {
    set("maxclients", "10000");
    set("timeout", "0");
    set("client-output-buffer-limit", "normal 0 0 0");
    set("protected-mode", "yes");
    client.close();
  }

  private void set(String name, String value) throws IOException {
    assertEquals("OK", client.call("CONFIG", "SET", name, value).text());
  }

  @Test
  void clientBeyondMaxclientsIsToldSoAndClosed() throws IOException {
    set("maxclients", "3");

    try (RespClient second = node.connect();
        RespClient third = node.connect()) {
      assertEquals("PONG", second.call("PING").text());
      assertEquals("PONG", third.call("PING").text());
      try (RespClient fourth = node.connect()) {
        assertEquals("ERR max number of clients reached", fourth.receive().text());
        assertThrows(EOFException.class, fourth::receive);
      }
      assertEquals("PONG", third.call("PING").text());
    }
  }

  @Test
  void silentClientIsClosedAfterItsTimeout() throws IOException {
    try (RespClient silent = node.connect()) {
      assertEquals("PONG", silent.call("PING").text());
      set("timeout", "1");

      while (client.call("CLIENT", "LIST").text().lines().count() > 1) {
        assertTrue(client.call("PING").text().equals("PONG"));
      }

      assertThrows(EOFException.class, silent::receive);
    }
  }

  @Test
  void readerSlowerThanItsOutputLimitIsClosed() throws IOException {
    client.call("SET", "large", "x".repeat(MEGABYTE));
    set("client-output-buffer-limit", "normal 1mb 0 0");
    try (RespClient slow = node.connect()) {
      String id = id(slow);
      for (int i = 0; i < REPLIES; i++) {
        slow.send("GET", "large");
      }
      slow.flush();

      awaitGone(id);

      assertTrue(repliesUntilTheEnd(slow) < REPLIES);
    }
    assertEquals(MEGABYTE, client.call("STRLEN", "large").number());
  }

  @Test
  void readerWithinItsOutputLimitGetsEverything() throws IOException {
    client.call("SET", "large", "x".repeat(MEGABYTE));
    List<String[]> commands = new ArrayList<>();
    for (int i = 0; i < REPLIES; i++) {
      commands.add(new String[] {"GET", "large"});
    }

    for (Answer answer : client.pipeline(commands)) {
      assertEquals(MEGABYTE, answer.text().length());
    }
  }

  private static String id(RespClient of) throws IOException {
    Matcher matcher = ID.matcher(of.call("CLIENT", "INFO").text());
    assertTrue(matcher.find());
    return matcher.group();
  }

  private void awaitGone(String id) throws IOException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (client.call("CLIENT", "LIST").text().contains(id)) {
      assertTrue(System.nanoTime() < deadline, "the slow reader is still there");
    }
  }

  private static int repliesUntilTheEnd(RespClient slow) {
    int replies = 0;
    try {
      while (true) {
        slow.receive();
        replies++;
      }
    } catch (IOException closed) {
      return replies;
    }
  }

  @Test
  void clientFromAfarIsSentAwayWhileThereIsNoPassword() throws IOException {
    Optional<InetAddress> outside = addressOfThisMachine();
    assumeTrue(outside.isPresent(), "this machine has only its loopback interface");
    InetSocketAddress address = new InetSocketAddress(outside.get(), node.port());

    try (RespClient refused = new RespClient(address)) {
      assertTrue(refused.receive().text().startsWith("DENIED Redis is running in protected mode"));
      assertThrows(EOFException.class, refused::receive);
    }

    set("protected-mode", "no");
    try (RespClient served = new RespClient(address)) {
      assertEquals("PONG", served.call("PING").text());
    }
  }

  private static Optional<InetAddress> addressOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
