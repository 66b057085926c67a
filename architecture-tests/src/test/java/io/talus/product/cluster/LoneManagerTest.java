package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that never manage, and two managers that are no nodes: tables are placed, async slots get
 * their leaders, and one manager goes on where the other has ended.
 */
final class LoneManagerTest {
  private static final int NODES = 3;
  private static final int MANAGERS = 2;
  private static final int SLOTS = 16;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int LOOK_MILLIS = 50;

  @TempDir private Path dir;
  private ClusterProcesses cluster;

  /** Something that becomes true. */
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private void until(String what, Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not after " + LIMIT + ": " + what + "\n" + cluster.lastWords());
      }
      cluster.nodes().getLast().awaitFailure(LOOK_MILLIS);
    }
  }

  @Test
  void nodesThatNeverManageAreManagedByOneOfTwoThatDoNothingElse() throws Exception {
    try (ClusterProcesses started =
        ClusterProcesses.startWithManagers(dir, AsyncFaultsTest.talus(), NODES, MANAGERS, SLOTS)) {
      cluster = started;
      createTable("first");
      leadersOfADeadNodeAreReplaced();
      int killed = acting();
      manager(killed).kill();
      until("the other one manages", () -> acts(1 - killed));
      createTable("second");
      manager(killed).launch();
      until("both know the nodes", () -> manager(killed).printed().contains("connected to node"));

      manager(1 - killed).pause();
      until("the one that came back manages", () -> acts(killed));
      createTable("third");
      manager(1 - killed).resume();
      until(
          "the one that stood still knows",
          () -> manager(1 - killed).printed().contains("is no longer the manager"));
      assertTrue(acts(killed));

      manager(killed).stop();
      until("the last one manages", () -> acts(1 - killed));
      assertTrue(manager(killed).printed().endsWith("stopped\n"), manager(killed)::lastWords);
      createTable("fourth");
      everyNodeTellsWhatWasDecided();
    }
  }

  private NodeProcess manager(int index) {
    return cluster.managers().get(index);
  }

  private int acting() throws IOException, InterruptedException {
    until("somebody manages", () -> cluster.loneManager().isPresent());
    return cluster.loneManager().orElseThrow();
  }

  private boolean acts(int manager) throws IOException, InterruptedException {
    return cluster.loneManager().stream().anyMatch(acting -> acting == manager);
  }

  private void createTable(String name) throws IOException {
    try (RespClient client = new RespClient(cluster.node(NODES - 1).port())) {
      assertEquals(
          "OK",
          client.call(("TABLE CREATE " + name + " SLOTS 4 REPLICAS 3").split(" ", -1)).text());
      assertEquals("OK", client.call("SELECT", name).text());
      assertEquals("OK", client.call("SET", "key", name).text());
      assertEquals(name, client.call("GET", "key").text());
    }
  }

  private void leadersOfADeadNodeAreReplaced() throws Exception {
    cluster.node(0).kill();
    until(
        "its slots are led by others",
        () ->
            cluster.leaders().size() == SLOTS
                && cluster.leaders().values().stream().noneMatch(node -> node == 0));
    new EverySlot(SLOTS).awaitWritable(cluster.nodes().subList(1, NODES), System.nanoTime());
    cluster.node(0).launch();
    cluster.node(0).awaitStart();
  }

  /** Whoever decided it: the numbers go on, and none is missing. */
  private void everyNodeTellsWhatWasDecided() throws IOException, InterruptedException {
    for (NodeProcess node : cluster.nodes()) {
      try (RespClient client = new RespClient(node.port())) {
        until(
            "it knows of the last table",
            () -> client.call("CLUSTER", "DECISIONS", "-1").toString().contains("'fourth'"));
        List<Answer> decisions = client.call("CLUSTER", "DECISIONS", "-1").items();
        long last = decisions.getFirst().items().get(1).number();
        assertEquals(
            LongStream.rangeClosed(1, last).map(i -> last + 1 - i).boxed().toList(),
            decisions.stream().map(each -> each.items().get(1).number()).toList());
        Set<String> managers = new TreeSet<>();
        decisions.forEach(each -> managers.add(each.items().get(5).text()));
        assertEquals(Set.of("manager m0", "manager m1"), managers);
        assertTrue(client.call("TABLE", "INFO", "third").toString().contains("'third'"));
        assertTrue(client.call("INFO", "talus_cluster").text().contains("manager:manager m"));
        assertTrue(client.call("CLUSTER", "INFO").text().contains("manager_decisions:" + last));
      }
    }
  }
}
