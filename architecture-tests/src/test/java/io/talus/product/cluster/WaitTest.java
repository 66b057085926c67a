package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WAIT and WAITAOF in a cluster: straight at the leader, through another node, and in trouble. */
final class WaitTest {
  private static final int NODES = 3;
  private static final int SLOTS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String KEY = "key";

  @TempDir private Path dir;
  private ClusterProcesses cluster;

  @Test
  void theNumberIsTheTrueOne() throws Exception {
    try (ClusterProcesses started =
        ClusterProcesses.start(
            dir, ClusterFaultsTest.talus().with("--cluster-consistency", "async"), NODES, SLOTS)) {
      cluster = started;
      new EverySlot(SLOTS).awaitWritable(cluster.nodes(), System.nanoTime());
      all("when all is well");
      quorumTablesToo();
      aPausedFollowerHasNothing();
      aLeaderThatIsCutOffHasNobody();
      inAndOutOfTransactions();
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(cluster == null ? "" : cluster.lastWords(), failed);
    }
  }

  private int leader() throws Exception {
    int slot = HashSlot.of(Bytes.of(KEY)) / (HashSlot.COUNT / SLOTS);
    Integer leader = cluster.leaders().get(slot);
    assertTrue(leader != null, "nobody leads slot " + slot);
    return leader;
  }

  private RespClient connect(int node) throws IOException {
    return new RespClient(cluster.node(node).port());
  }

  /**
   * Writes and waits, again if the slot has been led by another one meanwhile, of which nobody
   * knows what it has: then the number is 0.
   */
  private String written(RespClient client, String... wait) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String told = "";
    while (System.nanoTime() < end) {
      Answer set = client.call("SET", KEY, "value");
      told = set.isError() ? set.text() : client.call(wait).toString();
      if (!set.isError() && !told.equals("0") && !told.startsWith("[0") && !told.endsWith("0]")) {
        return told;
      }
    }
    return told;
  }

  private void all(String when) throws Exception {
    for (int node = 0; node < NODES; node++) {
      try (RespClient client = connect(node)) {
        assertEquals("2", written(client, "WAIT", "2", "10000"), when);
        assertEquals("2", client.call("WAIT", "0", "0").text(), when);
        for (String fsync : List.of("always", "everysec")) {
          assertEquals("OK", client.call("CONFIG", "SET", "appendfsync", fsync).text());
          assertEquals("[1, 2]", written(client, "WAITAOF", "1", "2", "10000"), when + fsync);
          assertEquals("[1, 2]", client.call("WAITAOF", "1", "1", "0").toString(), when);
        }
      }
    }
  }

  private void quorumTablesToo() throws Exception {
    try (RespClient client = connect(0)) {
      Answer made =
          client.call(
              "TABLE", "CREATE", "q", "SLOTS", "4", "REPLICAS", "3", "CONSISTENCY", "quorum");
      assertEquals("OK", made.text());
      assertEquals("OK", client.call("SELECT", "q").text());
      assertEquals("2", written(client, "WAIT", "2", "10000"));
      assertEquals("[1, 2]", written(client, "WAITAOF", "1", "2", "10000"));
      assertEquals("OK", client.call("TABLE", "DROP", "q").text());
    }
  }

  private void aPausedFollowerHasNothing() throws Exception {
    int leader = leader();
    List<Integer> others =
        IntStream.range(0, NODES).filter(node -> node != leader).boxed().toList();
    NodeProcess paused = cluster.node(others.getFirst());
    paused.pause();
    for (int node : List.of(leader, others.getLast())) {
      try (RespClient client = connect(node)) {
        assertEquals("OK", client.call("SET", KEY, "without one").text());
        long begun = System.nanoTime();
        assertEquals("1", client.call("WAIT", "2", "700").text());
        assertTrue(System.nanoTime() - begun >= Duration.ofMillis(700).toNanos());
        assertEquals("1", client.call("WAIT", "1", "0").text());
        assertEquals("[1, 1]", client.call("WAITAOF", "1", "2", "700").toString());
        assertEquals("[1, 1]", client.call("WAITAOF", "1", "1", "0").toString());
      }
    }
    try (RespClient waiting = connect(leader);
        RespClient other = connect(leader)) {
      String id = Long.toString(waiting.call("CLIENT", "ID").number());
      assertEquals("OK", waiting.call("SET", KEY, "without one").text());
      assertEquals("1", waiting.call("WAIT", "1", "0").text());
      waiting.send("WAIT", "2", "0");
      waiting.flush();
      awaitBlocked(other, 1);
      assertEquals(1, other.call("CLIENT", "UNBLOCK", id).number());
      assertEquals("1", waiting.receive().text());
      waiting.send("WAIT", "2", "0");
      waiting.flush();
      awaitBlocked(other, 1);
      waiting.socket().close();
      awaitBlocked(other, 0);
    }
    paused.resume();
    all("when it is back");
  }

  private static void awaitBlocked(RespClient client, int count) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String line = "blocked_clients:" + count;
    while (client.call("INFO", "clients").text().lines().noneMatch(line::equals)) {
      assertTrue(System.nanoTime() < end, line + " has not come");
    }
  }

  /** It goes on acknowledging, as its lease is good; and says that nobody has it. */
  private void aLeaderThatIsCutOffHasNobody() throws Exception {
    int leader = leader();
    try (RespClient client = connect(leader)) {
      cluster.relays().isolate(leader);
      assertEquals("OK", client.call("SET", KEY, "alone").text());
      assertEquals("0", client.call("WAIT", "1", "300").text());
      assertEquals("[1, 0]", client.call("WAITAOF", "1", "1", "300").toString());
      cluster.relays().heal();
      assertFalse(written(client, "WAIT", "1", "10000").equals("0"));
    }
    all("when it is healed");
  }

  private void inAndOutOfTransactions() throws Exception {
    try (RespClient client = connect(leader())) {
      assertEquals("OK", client.call("MULTI").text());
      assertEquals("QUEUED", client.call("SET", KEY, "in a transaction").text());
      assertEquals("QUEUED", client.call("WAIT", "3", "0").text());
      assertEquals("OK", client.call("EXEC").items().getFirst().text());
      assertEquals("2", written(client, "WAIT", "2", "10000"));
    }
  }
}
