package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.SocketOwner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes take of the machine while nobody asks them anything: processors, memory, connections
 * to each other.
 */
final class IdleCost {
  private static final double PERCENT_WANTED = 2;

  /** So many times as long as a measurement of speed: it is a small number. */
  private static final int TIMES = 5;

  /** What a start leaves to be done is done by then, and Java has compiled what goes on. */
  private static final Duration SETTLES = Duration.ofSeconds(10);

  private static final Duration REST_LIMIT = Duration.ofMinutes(1);

  private final Duration time;
  private final String budget;
  private final PrintStream out;

  IdleCost(BenchOptions options, PrintStream out) {
    this.time = Duration.ofSeconds((long) TIMES * options.seconds());
    this.budget = options.memoryBudget();
    this.out = out;
  }

  void measure(MeasuredCluster cluster, MeasuredCluster.Shape shape)
      throws IOException, InterruptedException {
    for (RunningServer server : cluster.servers()) {
      server.awaitRest(SETTLES, REST_LIMIT);
    }
    out.printf(
        "%nidle, %d slots; wanted: less than %.0f %% of a core, less than the budget (%s), at most one"
            + " connection to each other node%n",
        shape.slots(), PERCENT_WANTED, budget);
    List<Double> percents = percents(cluster);
    for (int node = 0; node < MeasuredCluster.NODES; node++) {
      double percent = percents.get(node);
      out.printf(
          "node%d  %5.2f %% of a core%s   %s resident   %s%n",
          node,
          percent,
          percent < PERCENT_WANTED ? "" : " (more than wanted)",
          resident(cluster.server(node)),
          connections(cluster, node));
    }
  }

  private List<Double> percents(MeasuredCluster cluster) throws IOException, InterruptedException {
    List<Duration> before = new ArrayList<>();
    long start = System.nanoTime();
    for (RunningServer server : cluster.servers()) {
      before.add(server.processorTime());
    }
    if (cluster.server(0).ends(Math.toIntExact(time.toMillis()))) {
      throw new IOException("a node has ended");
    }
    double passed = System.nanoTime() - start;
    List<Double> percents = new ArrayList<>();
    for (int node = 0; node < MeasuredCluster.NODES; node++) {
      Duration used = cluster.server(node).processorTime().minus(before.get(node));
      percents.add(100 * used.toNanos() / passed);
    }
    return percents;
  }

  private static String resident(RunningServer server) throws IOException {
    Path status = Path.of("/proc", "" + server.pid(), "status");
    if (!Files.exists(status)) {
      return "?";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .findFirst()
        .orElse("?");
  }

  private static String connections(MeasuredCluster cluster, int node) throws IOException {
    if (!Files.exists(Path.of("/proc/net/tcp"))) {
      return "connections: ?";
    }
    List<String> counts = new ArrayList<>();
    for (int other = 0; other < MeasuredCluster.NODES; other++) {
      if (other != node) {
        int count = SocketOwner.connectionsTo(cluster.peerPort(other), cluster.server(node).pid());
        counts.add("%d to node%d".formatted(count, other));
      }
    }
    return "connections: " + String.join(", ", counts);
  }
}
