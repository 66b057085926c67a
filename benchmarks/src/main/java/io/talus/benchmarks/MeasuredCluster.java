package io.talus.benchmarks;

import io.talus.testkit.process.EtcdProcess;
import io.talus.testkit.process.ProcessTree;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An etcd and three nodes of a cluster, in processes of their own on this machine, with nothing
 * between them. Closing it ends all of them.
 */
final class MeasuredCluster implements AutoCloseable {
  static final int NODES = 3;

  private static final Duration FORM_LIMIT = Duration.ofMinutes(2);

  /** Leaders are spread evenly a few slots at a time, and begin when the nodes are all there. */
  private static final Duration SPREAD_LIMIT = Duration.ofMinutes(5);

  private static final int PAUSE_MILLIS = 200;

  /** So many times the mean may lead who leads most. */
  private static final double EVEN = 1.1;

  /** What table 0 is made of; there are three replicas of each slot. */
  record Shape(int slots, String consistency) {}

  private record Member(RunningServer server, int clusterPort, int peerPort) {}

  private final Path base;
  private final EtcdProcess etcd;
  private final List<Member> members = new ArrayList<>();

  private MeasuredCluster(Path base, EtcdProcess etcd) {
    this.base = base;
    this.etcd = etcd;
  }

  /** Starts it; it is ready when every slot has a leader, and each node leads as many. */
  static MeasuredCluster start(ServerCommand talus, Shape shape, Path logs)
      throws IOException, InterruptedException {
    Path base = Files.createTempDirectory("talus-cluster");
    // Elsewhere etcd has a disk of its own, and is not what is measured.
    MeasuredCluster cluster = new MeasuredCluster(base, EtcdProcess.start("--unsafe-no-fsync"));
    try {
      for (int node = 0; node < NODES; node++) {
        cluster.launch(talus, shape, logs);
      }
      for (Member member : cluster.members) {
        member.server().awaitStart();
      }
      cluster.awaitLeaders();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  private void launch(ServerCommand talus, Shape shape, Path logs) throws IOException {
    String name = "node" + members.size();
    int clusterPort = RunningServer.freePort();
    int peerPort = RunningServer.freePort();
    ServerCommand command =
        talus.with(
            "--bind",
            "127.0.0.1",
            "--cluster-enabled",
            "yes",
            "--cluster-node-name",
            name,
            "--cluster-secret",
            "what all nodes of a benchmark know",
            "--etcd-endpoints",
            "127.0.0.1:" + etcd.port(),
            "--cluster-port",
            "" + clusterPort,
            "--peer-port",
            "" + peerPort,
            "--table-slots",
            "" + shape.slots(),
            "--cluster-replicas",
            "" + NODES,
            "--cluster-consistency",
            shape.consistency());
    Path dir = Files.createDirectories(base.resolve(name));
    RunningServer server = RunningServer.launchOn(dir, command, logs.resolve(name + ".log"));
    members.add(new Member(server, clusterPort, peerPort));
  }

  private void awaitLeaders() throws IOException, InterruptedException {
    await(FORM_LIMIT, "not every slot has a leader", () -> leaders().isComplete());
    await(SPREAD_LIMIT, "one node leads too much", () -> leaders().isEven(EVEN));
  }

  private interface Look {
    boolean isSo() throws IOException;
  }

  private void await(Duration limit, String otherwise, Look look)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < limit.toMillis(); waited += PAUSE_MILLIS) {
      if (look.isSo()) {
        return;
      }
      if (members.getFirst().server().ends(PAUSE_MILLIS)) {
        throw new IOException("a node has ended");
      }
    }
    throw new IOException(otherwise + " after " + limit.toSeconds() + " s: " + leaders());
  }

  /** Who leads what at the moment. */
  SlotLeaders leaders() throws IOException {
    List<Integer> ports = members.stream().map(Member::clusterPort).toList();
    return SlotLeaders.of(TextClient.ask(port(0), "CLUSTER", "NODES"), ports);
  }

  /** Where a node answers any key. */
  int port(int node) {
    return members.get(node).server().port();
  }

  /** Where a node answers what it leads, of one hash slot at a time. */
  int clusterPort(int node) {
    return members.get(node).clusterPort();
  }

  int peerPort(int node) {
    return members.get(node).peerPort();
  }

  RunningServer server(int node) {
    return members.get(node).server();
  }

  List<RunningServer> servers() {
    return members.stream().map(Member::server).toList();
  }

  /** What its processes have had of the processors, etcd too. */
  Duration processorTime() {
    return servers().stream()
        .map(RunningServer::processorTime)
        .reduce(etcd.processorTime(), Duration::plus);
  }

  /** The folder of the disk on which it works. */
  Path folder() {
    return base;
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.server().close();
    }
    etcd.close();
    ProcessTree.sweep(base);
  }
}
