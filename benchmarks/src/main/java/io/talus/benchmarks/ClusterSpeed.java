package io.talus.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests a second on several ways to the same command; with ratios to the first two ways, which
 * are the references. Rounds alternate between the ways, and who is first.
 */
final class ClusterSpeed {
  private static final int[] PIPELINES = {1, 16};
  private static final int REFERENCES = 2;

  private final BenchOptions options;
  private final ClusterRuns runs;
  private final String title;
  private final PrintStream out;

  ClusterSpeed(BenchOptions options, ClusterRuns runs, String title, PrintStream out) {
    this.options = options;
    this.runs = runs;
    this.title = title;
    this.out = out;
  }

  void measure(List<Way> ways) throws IOException, InterruptedException {
    List<ClusterLoad> loads =
        ClusterLoad.all().stream().filter(load -> options.wants(load.name())).toList();
    if (loads.isEmpty()) {
      return;
    }
    for (int pipeline : PIPELINES) {
      out.printf(
          "%n%s, requests a second %s%n",
          title, pipeline == 1 ? "without pipelining" : "with -P " + pipeline);
      head(ways);
      for (ClusterLoad load : loads) {
        row(load, compare(ways, load, pipeline));
      }
    }
  }

  private List<Double> compare(List<Way> ways, ClusterLoad load, int pipeline)
      throws IOException, InterruptedException {
    Map<Way, List<Double>> measured = new LinkedHashMap<>();
    for (Way way : ways) {
      measured.put(way, new ArrayList<>());
      runs.run(way, load, pipeline); // a JVM compiles what it runs
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (Way way : round % 2 == 0 ? ways : ways.reversed()) {
        measured.getOrDefault(way, List.of()).add(runs.run(way, load, pipeline).rps());
      }
    }
    return measured.values().stream().map(ClusterSpeed::median).toList();
  }

  /** The one in the middle; of two in the middle, the smaller. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  private void head(List<Way> ways) {
    StringBuilder line = new StringBuilder("%-6s".formatted(""));
    for (int i = 0; i < ways.size(); i++) {
      line.append("%12s".formatted(ways.get(i).name()));
      if (i >= REFERENCES) {
        line.append("%8s%8s".formatted("/alone", "/redis"));
      }
    }
    out.println(line);
  }

  private void row(ClusterLoad load, List<Double> speeds) {
    StringBuilder line = new StringBuilder("%-6s".formatted(load.name()));
    for (int i = 0; i < speeds.size(); i++) {
      line.append("%12.0f".formatted(speeds.get(i)));
      for (int j = 0; i >= REFERENCES && j < REFERENCES; j++) {
        line.append("%8.2f".formatted(speeds.get(i) / speeds.get(j)));
      }
    }
    out.println(line);
  }
}
