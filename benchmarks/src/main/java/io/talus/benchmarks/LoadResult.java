package io.talus.benchmarks;

/**
 * What a load showed.
 *
 * @param errors how many replies were errors; anything but zero makes the numbers worthless
 */
record LoadResult(DurationHistogram latencies, long nanos, long errors) {
  private static final double NANOS_PER_SECOND = 1e9;

  double rps() {
    return latencies.total() / (nanos / NANOS_PER_SECOND);
  }

  Measurement measurement() {
    return new Measurement(rps(), latencies.millis(0.5), latencies.millis(0.99));
  }
}
