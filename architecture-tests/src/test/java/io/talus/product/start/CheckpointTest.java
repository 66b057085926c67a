package io.talus.product.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SAVE and BGSAVE make a folder that a node starts from, with all that was acknowledged before. */
final class CheckpointTest {
  private static final int WRITES_BEFORE = 500;

  @TempDir private Path dir;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger acknowledged = new AtomicInteger();

  @AfterEach
  void stopWriting() {
    enough.set(true);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAVE", "BGSAVE"})
  void copyHoldsWhatWasAcknowledgedBeforeTheCommand(String command) throws Exception {
    try (Node node = Node.in(dir.resolve("first")).start();
        RespClient client = node.connect()) {
      Future<?> writing = threads.submit(() -> write(node));
      awaitWrites(client);

      int before = acknowledged.get();
      client.call(command);
      awaitSaved(client);
      enough.set(true);
      writing.get();

      try (Node copy = Node.in(dir.resolve("second"))) {
        copyFolder(onlyCheckpoint(node), copy.data());
        copy.start();
        verify(copy, before);
        assertNotEquals(identity(node), identity(copy));
      }
    }
  }

  /** Positions of the one must not be taken for positions of the other. */
  @Test
  void aCopyHasAHistoryOfItsOwnAndKeepsIt() throws Exception {
    try (Node node = Node.in(dir.resolve("first")).start();
        Node copy = Node.in(dir.resolve("second"))) {
      try (RespClient client = node.connect()) {
        client.call("SAVE");
      }
      copyFolder(onlyCheckpoint(node), copy.data());
      List<String> original = identity(node);
      List<String> own = identity(copy.start());
      node.kill();
      copy.kill();

      assertEquals(original, identity(node.start()));
      assertEquals(own, identity(copy.start()));
      assertTrue(Collections.disjoint(original, own), original + " and " + own);
    }
  }

  /** The ids of node and history. */
  private static List<String> identity(Node node) throws IOException {
    try (RespClient client = node.connect()) {
      List<String> ids =
          client
              .call("INFO", "everything")
              .text()
              .lines()
              .filter(line -> line.startsWith("node_id:") || line.startsWith("master_replid:"))
              .toList();
      assertEquals(2, ids.size());
      return ids;
    }
  }

  @Test
  void lastSaveMoves() throws Exception {
    try (Node node = Node.in(dir).start();
        RespClient client = node.connect()) {
      long first = client.call("LASTSAVE").number();
      // The time is told in seconds: TIME says when the next one has begun.
      while (Long.parseLong(client.call("TIME").items().getFirst().text()) <= first) {
        Thread.onSpinWait();
      }

      assertEquals("OK", client.call("SAVE").text());

      assertNotEquals(first, client.call("LASTSAVE").number());
    }
  }

  private Void write(Node node) throws IOException {
    try (RespClient client = node.connect()) {
      while (!enough.get()) {
        int number = acknowledged.get();
        assertEquals("OK", client.call("SET", "key" + number, "value" + number).text());
        assertEquals(number + 1, client.call("RPUSH", "list", "value" + number).number());
        acknowledged.incrementAndGet();
      }
      return null;
    }
  }

  private void awaitWrites(RespClient client) throws IOException {
    while (acknowledged.get() < WRITES_BEFORE) {
      client.call("PING");
    }
  }

  private static void awaitSaved(RespClient client) throws IOException {
    String report = client.call("INFO", "persistence").text();
    while (report.contains("rdb_bgsave_in_progress:1")) {
      report = client.call("INFO", "persistence").text();
    }
    assertTrue(report.contains("rdb_last_bgsave_status:ok"), report);
  }

  private static void verify(Node copy, int before) throws IOException {
    try (RespClient client = copy.connect()) {
      long length = client.call("LLEN", "list").number();
      assertTrue(length >= before, "list: " + length + " (expected: at least " + before + ")");
      List<String> values = client.call("LRANGE", "list", "0", "-1").texts();
      for (int i = 0; i < values.size(); i++) {
        assertEquals("value" + i, values.get(i));
      }
      for (int i = 0; i < before; i++) {
        assertEquals("value" + i, client.call("GET", "key" + i).text());
      }
      assertEquals("OK", client.call("SET", "afterwards", "1").text());
    }
  }

  private static Path onlyCheckpoint(Node node) throws IOException {
    try (Stream<Path> copies = Files.list(node.data().resolve("checkpoints"))) {
      List<Path> found = copies.toList();
      assertEquals(1, found.size());
      return found.getFirst();
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
