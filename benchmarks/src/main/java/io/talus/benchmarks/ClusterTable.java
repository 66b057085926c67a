package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Three nodes and an etcd on this machine, which they share with each other and the client: beside
 * one node alone, and beside a redis-server that has a replica. With the price of forwarding, of a
 * quorum's fsync, and of doing nothing.
 */
final class ClusterTable {
  private static final int SLOTS = 64;
  private static final int MANY_SLOTS = 1024;
  private static final String QUORUM = "quorum";
  private static final List<String> CONSISTENCIES = List.of("async", QUORUM);

  /** What is wanted by these names beside commands. */
  private static final String LATENCY = "LATENCY";

  private static final String IDLE = "IDLE";

  private final BenchOptions options;
  private final Path logs;
  private final PrintStream out;
  private long errors;

  ClusterTable(BenchOptions options, Path logs, PrintStream out) {
    this.options = options;
    this.logs = logs;
    this.out = out;
  }

  /** Prints the table; whether no reply was an error. */
  boolean run() throws IOException, InterruptedException {
    for (String consistency : CONSISTENCIES) {
      boolean isForLatency = consistency.equals(QUORUM) && options.wants(LATENCY);
      if (isForLatency
          || options.wants(ForwardingCost.NAME)
          || ClusterLoad.all().stream().anyMatch(this::isWanted)) {
        measure(new MeasuredCluster.Shape(SLOTS, consistency));
      }
    }
    for (int slots : new int[] {SLOTS, MANY_SLOTS}) {
      if (options.wants(IDLE)) {
        idle(new MeasuredCluster.Shape(slots, QUORUM));
      }
    }
    return errors == 0;
  }

  private boolean isWanted(ClusterLoad load) {
    return options.wants(load.name());
  }

  private void idle(MeasuredCluster.Shape shape) throws IOException, InterruptedException {
    try (MeasuredCluster cluster = start(shape)) {
      new IdleCost(options, out).measure(cluster, shape);
    }
  }

  private void measure(MeasuredCluster.Shape shape) throws IOException, InterruptedException {
    try (RedisPair redis = RedisPair.start(logs);
        RunningServer alone = RunningServer.start(options.subject(), logs.resolve("alone.log"));
        MeasuredCluster cluster = start(shape)) {
      ClusterRuns runs = new ClusterRuns(options, redis, alone, cluster, out);
      runs.fill();
      new ClusterSpeed(options, runs, shape.consistency(), out)
          .measure(
              List.of(
                  Way.toOne("alone", alone.port()),
                  Way.toPair(redis),
                  Way.direct(cluster),
                  Way.proxied(cluster)));
      new ForwardingCost(options, runs, out).measure(cluster, shape.consistency());
      if (shape.consistency().equals(QUORUM) && options.wants(LATENCY)) {
        new SyncLatency(options, runs, out).measure(cluster);
      }
      errors += runs.errors();
    }
  }

  private MeasuredCluster start(MeasuredCluster.Shape shape)
      throws IOException, InterruptedException {
    MeasuredCluster cluster = MeasuredCluster.start(options.subject(), shape, logs);
    out.printf(
        "%n%s, %d slots, three replicas; the nodes lead %s%n",
        shape.consistency(), shape.slots(), cluster.leaders());
    return cluster;
  }
}
