package io.talus.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the processors a forwarded command takes, beside one that comes straight to the same
 * leaders: of all nodes and etcd together, in the system and outside.
 */
final class ForwardingCost {
  /** By this name it is wanted whatever else is. */
  static final String NAME = "FORWARDING";

  private static final int[] PIPELINES = {1, 16};
  private static final List<String> COMMANDS = List.of("GET", "SET");
  private static final double TIMES_WANTED = 2;

  private final BenchOptions options;
  private final ClusterRuns runs;
  private final PrintStream out;

  ForwardingCost(BenchOptions options, ClusterRuns runs, PrintStream out) {
    this.options = options;
    this.runs = runs;
    this.out = out;
  }

  void measure(MeasuredCluster cluster, String title) throws IOException, InterruptedException {
    if (COMMANDS.stream().noneMatch(this::isWanted)) {
      return;
    }
    out.printf(
        "%n%s, processor time of a command in microseconds; wanted: forwarded at most %.0f times%n",
        title, TIMES_WANTED);
    out.printf("%-12s%12s%12s%8s%n", "", "direct", "forwarded", "times");
    for (int pipeline : PIPELINES) {
      for (String command : COMMANDS) {
        if (isWanted(command)) {
          row(cluster, ClusterLoad.named(command), pipeline);
        }
      }
    }
  }

  private boolean isWanted(String command) {
    return options.wants(command) || options.wants(NAME);
  }

  private void row(MeasuredCluster cluster, ClusterLoad load, int pipeline)
      throws IOException, InterruptedException {
    Way straight = Way.directToOthers(cluster);
    Way passedOn = Way.forwardedToOthers(cluster);
    runs.run(passedOn, load, pipeline);
    List<Double> direct = new ArrayList<>();
    List<Double> forwarded = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      direct.add(runs.micros(cluster, straight, load, pipeline));
      forwarded.add(runs.micros(cluster, passedOn, load, pipeline));
    }
    double one = ClusterSpeed.median(direct);
    double other = ClusterSpeed.median(forwarded);
    out.printf(
        "%-12s%12.1f%12.1f%8.2f%s%n",
        load.name() + (pipeline == 1 ? "" : " -P " + pipeline),
        one,
        other,
        other / one,
        other > TIMES_WANTED * one ? "  (more than wanted)" : "");
  }
}
