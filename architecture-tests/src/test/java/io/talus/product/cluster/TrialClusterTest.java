package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.RespClient;
import io.talus.product.node.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./talus cluster}, by its own words: what it starts, breaks, mends and ends. */
final class TrialClusterTest {
  private static final int SLOTS = 16;
  private static final int KEYS = 64;

  @TempDir private Path dir;
  private TrialCluster cluster;

  @BeforeEach
  void make() throws IOException {
    assumeTrue(Tool.exists("etcd"));
    cluster = TrialCluster.in(dir);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    List<Long> pids = pids();
    if (Files.exists(cluster.folder().resolve("cluster.properties"))) {
      cluster.close();
    }
    assertEquals(List.of(), pids.stream().filter(TrialClusterTest::runs).toList());
  }

  private List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    if (Files.exists(cluster.folder())) {
      try (Stream<Path> files = Files.list(cluster.folder())) {
        for (Path file : files.filter(each -> each.toString().endsWith(".pid")).toList()) {
          pids.add(Long.parseLong(Files.readString(file).split(" ", -1)[0]));
        }
      }
    }
    return pids;
  }

  /** A process that has ended stays in the table until its parent looks, if that ever does. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && process.info().command().isPresent())
        .isPresent();
  }

  private void start() throws Exception {
    String said =
        cluster.must(
            "start",
            "--nodes",
            "3",
            "--slots",
            "" + SLOTS,
            "--memory",
            "256mb",
            "--base-port",
            "" + cluster.basePort());
    assertTrue(said.contains(SLOTS + " of " + SLOTS + " slots are led"), said);
    assertTrue(said.contains("redis-cli -p " + (cluster.basePort() + 1)), said);
  }

  private void write(int node, String value) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      assertEquals("OK", cluster.eventually(node, "SET", "key" + key, value));
    }
  }

  private void read(int node, String value) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      assertEquals(value, cluster.eventually(node, "GET", "key" + key));
    }
  }

  private static int number(Map<Integer, Map<String, String>> status, int node, String field) {
    return Integer.parseInt(status.get(node).get(field));
  }

  private static int led(Map<Integer, Map<String, String>> status, Integer... nodes) {
    return Stream.of(nodes).mapToInt(node -> number(status, node, "leads")).sum();
  }

  @Test
  void aNodeIsKilledAndComesBackAndTheDataStays() throws Exception {
    start();
    write(1, "first");

    Map<Integer, Map<String, String>> status = cluster.status();
    assertEquals(SLOTS, led(status, 1, 2, 3), status.toString());
    for (int node = 1; node <= 3; node++) {
      assertEquals(SLOTS, number(status, node, "leads") + number(status, node, "follows"));
      assertEquals(cluster.basePort() + node, number(status, node, "port"));
      assertTrue(runs(number(status, node, "pid")), status.toString());
    }
    assertEquals(
        1, status.values().stream().filter(node -> "true".equals(node.get("manager"))).count());

    cluster.must("kill", "1");

    assertEquals("down", cluster.status().get(1).get("state"));
    assertEquals(0, number(cluster.status(), 1, "pid"));
    read(2, "first");
    write(3, "second");
    cluster.await("another leader of each slot", now -> led(now, 2, 3) == SLOTS);

    cluster.must("restart", "1");

    assertEquals("up", cluster.status().get(1).get("state"));
    read(1, "second");

    cluster.must("stop");
    assertTrue(
        cluster.status().values().stream().allMatch(node -> "down".equals(node.get("state"))));

    assertTrue(cluster.must("start").contains(SLOTS + " of " + SLOTS + " slots are led"));
    read(2, "second");
  }

  @Test
  void aNodeThatIsCutOffLeadsNothingUntilItIsHealed() throws Exception {
    start();
    write(1, "first");

    cluster.must("cut", "2");

    assertEquals("both", cluster.status().get(2).get("cut"));
    cluster.await("other leaders", now -> led(now, 1, 3) == SLOTS && led(now, 2) == 0);
    write(1, "second");
    try (RespClient alone = cluster.connect(2)) {
      assertEquals("OK", alone.call("CONFIG", "SET", "cluster-forward-timeout", "300").text());
      assertTrue(alone.call("GET", "key0").isError());
    }

    cluster.must("heal", "2");

    assertEquals("none", cluster.status().get(2).get("cut"));
    read(2, "second");

    cluster.must("pause", "3");
    assertEquals("paused", cluster.status().get(3).get("state"));
    write(1, "third");
    cluster.must("resume", "3");
    cluster.await("an answer", now -> "up".equals(now.get(3).get("state")));
    read(3, "third");
  }

  @Test
  void whatCannotBeStartedIsSaidInOneLine() throws Exception {
    assertRefused("no cluster is here", "status");
    assertRefused("--slots 10", "start", "--slots", "10");

    try (ServerSocket other =
        new ServerSocket(cluster.basePort() + 1, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "ports that are taken: [" + other.getLocalPort() + "]",
          "start",
          "--base-port",
          "" + cluster.basePort());
    }

    Files.writeString(cluster.folder().resolve("letter.txt"), "dear");
    assertRefused("holds something else", "start");
    assertFalse(Files.exists(cluster.folder().resolve("cluster.properties")));
  }

  private void assertRefused(String why, String... words) throws Exception {
    Tool refused = cluster.run(words);

    assertEquals(1, refused.code(), refused.output());
    assertTrue(refused.output().startsWith("talus: "), refused.output());
    assertTrue(refused.output().contains(why), refused.output());
    assertEquals(1, refused.output().strip().lines().count(), refused.output());
  }
}
