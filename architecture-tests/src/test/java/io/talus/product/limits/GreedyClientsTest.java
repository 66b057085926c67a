package io.talus.product.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred clients that each ask for a bearable amount of memory do not end a small node. */
final class GreedyClientsTest {
  private static final int BUDGET_MEGABYTES = 256;
  private static final int MEGABYTE = 1024 * 1024;
  private static final int CLIENTS = 100;
  private static final int CALLS = 500;

  @TempDir private Path dir;
  private Node node;
  private final List<RespClient> greedy = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> senders = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    node = Node.withBudget(dir, BUDGET_MEGABYTES).start();
  }

  @AfterEach
  void stop() throws Exception {
    for (RespClient client : greedy) {
      client.close();
    }
    for (Thread sender : senders) {
      sender.join();
    }
    System.out.printf(
        "%d of %d greedy clients were closed while they sent%n", refused.get(), senders.size());
    node.close();
  }

  /** Each sends on a thread of its own: the node may stop reading, or close. */
  private void greedily(byte[] bytes) throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      RespClient client = node.connect();
      greedy.add(client);
      senders.add(Thread.ofVirtual().start(() -> sendUntilClosed(client, bytes)));
    }
  }

  private void sendUntilClosed(RespClient client, byte[] bytes) {
    try {
      client.sendRaw(bytes);
      client.flush();
    } catch (IOException closed) {
      refused.incrementAndGet();
    }
  }

  private void assertOthersAreServed() throws IOException {
    try (RespClient client = node.connect()) {
      for (int i = 0; i < CALLS; i++) {
        assertEquals("OK", client.call("SET", "small", "value" + i).text());
        assertEquals("value" + i, client.call("GET", "small").text());
      }
    }
  }

  @Test
  void halvesOfLargeRequests() throws IOException {
    greedily(
        ("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4000000\r\n" + "x".repeat(2 * MEGABYTE))
            .getBytes(US_ASCII));

    assertOthersAreServed();
  }

  @Test
  void announcementsOfMoreThanThereIs() throws IOException {
    greedily(
        ("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$500000000\r\n" + "x".repeat(2 * MEGABYTE))
            .getBytes(US_ASCII));

    assertOthersAreServed();
  }

  @Test
  void transactionsThatAreNotExecuted() throws IOException {
    String set =
        "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + MEGABYTE + "\r\n" + "x".repeat(MEGABYTE) + "\r\n";
    greedily(("MULTI\r\n" + set.repeat(4)).getBytes(US_ASCII));

    assertOthersAreServed();
  }

  @Test
  void readersOfLongRepliesThatDoNotRead() throws IOException {
    try (RespClient client = node.connect()) {
      assertEquals("OK", client.call("SET", "large", "x".repeat(MEGABYTE)).text());
    }
    greedily("GET large\r\n".repeat(10).getBytes(US_ASCII));

    assertOthersAreServed();
  }

  @Test
  void requestsThatBlockWithMoreBehindThem() throws IOException {
    String behind = "*2\r\n$4\r\nECHO\r\n$" + MEGABYTE + "\r\n" + "x".repeat(MEGABYTE) + "\r\n";
    greedily(("BLPOP none 0\r\n" + behind.repeat(2)).getBytes(US_ASCII));

    assertOthersAreServed();
  }

  @Test
  void largeRequestsOfManyClientsAllComeToTheirEnd() throws Exception {
    String value = "x".repeat(2 * MEGABYTE);
    List<Thread> writers = new ArrayList<>();
    List<String> replies = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      RespClient client = node.connect();
      greedy.add(client);
      String key = "key" + i;
      writers.add(Thread.ofVirtual().start(() -> replies.add(set(client, key, value))));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertEquals(Collections.nCopies(20, "OK"), replies, node::lastWords);
  }

  private static String set(RespClient client, String key, String value) {
    try {
      return client.call("SET", key, value).text();
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
