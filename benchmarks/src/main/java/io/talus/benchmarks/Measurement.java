package io.talus.benchmarks;

import java.util.Comparator;
import java.util.List;

/** What one run showed: requests per second, and latencies in milliseconds. */
record Measurement(double rps, double p50Millis, double p99Millis) {

  /** The run in the middle by requests per second; of two in the middle, the slower. */
  static Measurement median(List<Measurement> runs) {
    List<Measurement> sorted =
        runs.stream().sorted(Comparator.comparingDouble(Measurement::rps)).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
