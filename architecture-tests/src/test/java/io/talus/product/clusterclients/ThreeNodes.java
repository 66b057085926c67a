package io.talus.product.clusterclients;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.EtcdProcess;
import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An etcd and three nodes of a quorum cluster, whose slots all have a leader. */
final class ThreeNodes implements AutoCloseable {
  static final int SLOTS = 64;
  static final int NODES = 3;
  private static final int MEGABYTES = 512;
  private static final long LIMIT_NANOS = Duration.ofMinutes(2).toNanos();

  private final EtcdProcess etcd;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> clusterPorts = new ArrayList<>();

  private ThreeNodes(EtcdProcess etcd) {
    this.etcd = etcd;
  }

  static ThreeNodes start(Path dir) throws IOException, InterruptedException {
    ThreeNodes all = new ThreeNodes(EtcdProcess.start("--unsafe-no-fsync"));
    try {
      for (int i = 0; i < NODES; i++) {
        all.launch(dir.resolve("node" + i));
      }
      for (Node node : all.nodes) {
        node.server().awaitStart();
      }
      all.awaitLeaders(NODES);
    } catch (IOException | InterruptedException failed) {
      all.close();
      throw failed;
    }
    return all;
  }

  private void launch(Path dir) throws IOException {
    int clusterPort = RunningServer.freePort();
    Node node =
        Node.withBudget(
            dir,
            MEGABYTES,
            "--bind",
            "127.0.0.1",
            "--cluster-enabled",
            "yes",
            "--etcd-endpoints",
            "127.0.0.1:" + etcd.port(),
            "--cluster-secret",
            "what all nodes know",
            "--table-slots",
            Integer.toString(SLOTS),
            "--peer-port",
            Integer.toString(RunningServer.freePort()),
            "--cluster-port",
            Integer.toString(clusterPort));
    nodes.add(node);
    clusterPorts.add(clusterPort);
    node.launch();
  }

  int clusterPort(int node) {
    return clusterPorts.get(node);
  }

  Node node(int number) {
    return nodes.get(number);
  }

  RespClient connect(int node) throws IOException {
    return new RespClient(clusterPort(node));
  }

  void kill(int node) throws InterruptedException {
    nodes.get(node).kill();
  }

  /** Waits until the cluster says, wherever it is asked, that every slot has a leader. */
  void awaitLeaders(int known) throws IOException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!areAllLed(known)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("not every slot has a leader:\n" + nodes.getFirst().lastWords());
      }
      Thread.onSpinWait(); // the cluster is asked again
    }
  }

  private boolean areAllLed(int known) throws IOException {
    for (int i = 0; i < NODES; i++) {
      if (nodes.get(i).server().answers() && !isAllLed(i, known)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAllLed(int node, int known) throws IOException {
    try (RespClient client = connect(node)) {
      String state = client.call("CLUSTER", "INFO").text();
      return state.contains("cluster_state:ok")
          && state.contains("cluster_slots_ok:16384")
          && state.contains("cluster_known_nodes:" + known);
    }
  }

  /** Who leads, and who follows, as each of the nodes sees it. */
  List<String> leaders() throws IOException {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      try (RespClient client = connect(i)) {
        seen.add(client.call("CLUSTER", "SLOTS").toString());
      }
    }
    return seen;
  }

  /** How many commands this node has answered with MOVED. */
  long moved(int node) throws IOException {
    try (RespClient client = nodes.get(node).connect()) {
      return errors(client.call("INFO", "errorstats"));
    }
  }

  private static long errors(Answer stats) {
    return stats
        .text()
        .lines()
        .filter(line -> line.startsWith("errorstat_MOVED:count="))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1).strip()))
        .sum();
  }

  @Override
  public void close() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
    etcd.close();
  }
}
