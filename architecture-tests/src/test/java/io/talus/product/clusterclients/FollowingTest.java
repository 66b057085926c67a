package io.talus.product.clusterclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.clients.IoredisFolder;
import java.io.IOException;
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
    } finally {
      clients.forEach(SmartClient::close);
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
