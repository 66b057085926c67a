package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a dropped table had leaves the stores of all nodes, though none starts again for that: one
 * sees it in copies of their stores. A node that is killed meanwhile removes it when it is back.
 */
final class DroppedTableTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final int KEYS = 2000;
  private static final long STORE_BYTES = 64L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path dir;

  @Test
  void dataOfADroppedTableGoesFromAllNodesAtOnce() throws Exception {
    try (ClusterProcesses cluster =
        ClusterProcesses.start(dir, ClusterFaultsTest.talus(), NODES, SLOTS)) {
      long plain = fill(cluster, "plain", "async");
      long strict = fill(cluster, "strict", "quorum");
      for (int node = 0; node < NODES; node++) {
        assertTrue(keys(cluster, node, plain) > 0 && keys(cluster, node, strict) > 0);
      }

      drop(cluster, "plain");
      for (int node = 0; node < NODES; node++) {
        untilGone(cluster, node, plain);
      }

      drop(cluster, "strict");
      cluster.node(0).kill();
      cluster.node(0).launch();
      cluster.node(0).awaitStart();
      for (int node = 0; node < NODES; node++) {
        untilGone(cluster, node, strict);
      }
      Complaints.expectNone(cluster);
    }
  }

  /** Returns the table's number. */
  private static long fill(ClusterProcesses cluster, String table, String consistency)
      throws IOException {
    try (RespClient client = new RespClient(cluster.node(0).port())) {
      client.send(
          "TABLE", "CREATE", table, "SLOTS", "16", "REPLICAS", "3", "CONSISTENCY", consistency);
      client.flush();
      assertEquals("OK", client.receive().text());
      assertEquals("OK", client.call("SELECT", table).text());
      List<String[]> commands = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        commands.add(new String[] {"SET", "key" + i, "value" + i});
      }
      client.pipeline(commands).forEach(reply -> assertEquals("OK", reply.text()));
      return client.call("TABLE", "INFO", table).items().get(1).number();
    }
  }

  private static void drop(ClusterProcesses cluster, String table) throws IOException {
    try (RespClient client = new RespClient(cluster.node(1).port())) {
      assertEquals("OK", client.call("TABLE", "DROP", table).text());
    }
  }

  private void untilGone(ClusterProcesses cluster, int node, long table) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    long left = keys(cluster, node, table);
    while (left > 0) {
      assertTrue(System.nanoTime() < end, "node " + node + " keeps keys: " + left);
      left = keys(cluster, node, table);
    }
  }

  /** How many a copy of the node's store has of the table. SAVE brings it up to the log. */
  private long keys(ClusterProcesses cluster, int node, long table) throws IOException {
    NodeProcess process = cluster.node(node);
    try (RespClient client = new RespClient(process.port())) {
      assertEquals("OK", client.call("SAVE").text());
    }
    Path copy = newest(dir.resolve("n" + node).resolve("data").resolve("checkpoints"));
    try (RocksDbStore store =
        RocksDbStore.open(copy.resolve("store"), RocksDbOptions.withMemory(STORE_BYTES))) {
      return store.slots().entrySet().stream()
          .filter(slot -> slot.getKey().table() == table)
          .mapToLong(slot -> slot.getValue().keys())
          .sum();
    }
  }

  private static Path newest(Path copies) throws IOException {
    try (Stream<Path> all = Files.list(copies)) {
      return all.max(Comparator.comparingLong(copy -> copy.toFile().lastModified())).orElseThrow();
    }
  }
}
