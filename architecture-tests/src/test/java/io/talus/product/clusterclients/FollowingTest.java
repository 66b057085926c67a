package io.talus.product.clusterclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.clients.IoredisFolder;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know Redis Cluster follow when a node is killed, and another leads its slots. */
final class FollowingTest {
  /** Enough for some in each of the slots. */
  private static final int KEYS = 500;

  /** Long enough for any machine; how long it takes decides nothing. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path dir;
  private ThreeNodes nodes;

  @BeforeEach
  void start() throws Exception {
    nodes = ThreeNodes.start(dir);
  }

  @AfterEach
  void stop() throws IOException {
    nodes.close();
  }

  @Test
  void clientsFollowWhenANodeIsKilled() throws Exception {
    List<SmartClient> clients = clients(nodes.clusterPort(0));
    try {
      for (SmartClient client : clients) {
        writeAll(client, "before");
      }
      long movedBefore = nodes.moved(0) + nodes.moved(1);
      nodes.kill(2);

      for (SmartClient client : clients) {
        writeAll(client, "after");
        readAll(client, "after");
      }

      // Each client learns of a slot once, and perhaps again if it asked who did not know yet.
      long moved = nodes.moved(0) + nodes.moved(1) - movedBefore;
      assertTrue(moved <= 2L * clients.size() * ThreeNodes.SLOTS, () -> "sent elsewhere: " + moved);
      assertKilledNodeIsShownAsFailed();
    } finally {
      clients.forEach(SmartClient::close);
    }
  }

  /** First it is out of reach, then it has lost its lease; its slots are led by others. */
  private void assertKilledNodeIsShownAsFailed() throws IOException {
    String address = "127.0.0.1:" + nodes.clusterPort(2) + "@";
    try (RespClient client = nodes.connect(0)) {
      until(
          () -> {
            String line = lineOf(client, address);
            if (!line.contains(" master,fail - ")) {
              throw new SmartClient.Failed(line);
            }
            assertTrue(line.endsWith(" disconnected"), line);
          });
      String state = client.call("CLUSTER", "INFO").text();
      assertTrue(state.contains("cluster_state:ok"), state);
      assertTrue(state.contains("cluster_size:2"), state);
    }
  }

  private static String lineOf(RespClient client, String address) {
    try {
      return client
          .call("CLUSTER", "NODES")
          .text()
          .lines()
          .filter(line -> line.contains(address))
          .findFirst()
          .orElseThrow();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<SmartClient> clients(int port) {
    List<SmartClient> clients =
        new ArrayList<>(List.of(new JedisClient(port), new LettuceClient(port)));
    if (IoredisFolder.isPossible()) {
      clients.add(new IoredisClient(port));
    }
    return clients;
  }

  private static void writeAll(SmartClient client, String value) {
    for (int i = 0; i < KEYS; i++) {
      String key = "key:" + i;
      until(() -> client.set(key, value));
    }
  }

  private static void readAll(SmartClient client, String value) {
    for (int i = 0; i < KEYS; i++) {
      String key = "key:" + i;
      List<String> found = new ArrayList<>();
      until(() -> found.add(client.get(key)));
      assertEquals(List.of(value), found);
    }
  }

  /** Tries again while the slot has no leader, or the client has not heard of it. */
  private static void until(Runnable works) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        works.run();
        return;
      } catch (SmartClient.Failed notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.onSpinWait(); // the cluster is asked again
      }
    }
  }
}
