package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of loads, of which each begins when all servers rest: so that one does not pay for another.
 * Counts the replies that were errors.
 */
final class ClusterRuns {
  private static final Duration REST_LIMIT = Duration.ofSeconds(20);
  private static final Duration FILL_LIMIT = Duration.ofMinutes(5);
  private static final int FILL_PIPELINE = 64;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Duration time;
  private final List<RunningServer> servers = new ArrayList<>();
  private final List<Integer> ports;
  private final PrintStream out;
  private long seed = 1;
  private long errors;

  ClusterRuns(
      BenchOptions options,
      RedisPair redis,
      RunningServer alone,
      MeasuredCluster cluster,
      PrintStream out) {
    this.time = Duration.ofSeconds(options.seconds());
    this.ports = List.of(redis.port(), alone.port(), cluster.port(0));
    this.out = out;
    servers.addAll(redis.servers());
    servers.add(alone);
    servers.addAll(cluster.servers());
  }

  /** All keys are there, everywhere. */
  void fill() throws IOException {
    for (int port : ports) {
      for (ClusterLoad load : List.of(ClusterLoad.named("SET"), ClusterLoad.named("INCR"))) {
        KeyChooser keys = KeyChooser.sequential(ClusterLoad.KEYS);
        note(
            "filling",
            new LoadGenerator(port, keys, FILL_PIPELINE, load.template())
                .run(ClusterLoad.KEYS, FILL_LIMIT));
      }
    }
  }

  /** Another run of as many connections as redis-benchmark has. */
  LoadResult run(Way way, ClusterLoad load, int pipeline) throws IOException, InterruptedException {
    return run(way, load, LoadGenerator.CONNECTIONS, pipeline, time);
  }

  LoadResult run(Way way, ClusterLoad load, int connections, int pipeline, Duration length)
      throws IOException, InterruptedException {
    awaitRest();
    return go(way, load, connections, pipeline, length);
  }

  /** Another run; what the nodes and their etcd needed for each request, in microseconds. */
  double micros(MeasuredCluster cluster, Way way, ClusterLoad load, int pipeline)
      throws IOException, InterruptedException {
    awaitRest();
    Duration before = cluster.processorTime();
    LoadResult result = go(way, load, LoadGenerator.CONNECTIONS, pipeline, time);
    Duration used = cluster.processorTime().minus(before);
    return used.toNanos() / NANOS_PER_MICRO / result.requests();
  }

  private LoadResult go(Way way, ClusterLoad load, int connections, int pipeline, Duration length)
      throws IOException {
    LoadResult result = way.run(load, connections, pipeline, seed++, length);
    note(load.name() + ", " + way.name(), result);
    return result;
  }

  /**
   * Waits until nobody does anything that another run has begun; what Talus puts off until nobody
   * writes is done as well.
   */
  void awaitRest() throws IOException, InterruptedException {
    if (!RunningServer.awaitRest(servers, Contestant.LATER, REST_LIMIT)) {
      out.printf("  note: a server is busy after %d s%n", REST_LIMIT.toSeconds());
    }
  }

  private void note(String what, LoadResult result) {
    if (result.errors() > 0) {
      errors += result.errors();
      out.printf(
          "  note: %s: %d replies were errors, such as: %s%n",
          what, result.errors(), result.error());
    }
  }

  /** How many replies have been errors. */
  long errors() {
    return errors;
  }
}
