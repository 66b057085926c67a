package io.talus.benchmarks;

/**
 * What a load showed.
 *
 * @param requests how many were answered
 * @param errors how many replies were errors; anything but zero makes the numbers worthless
 * @param error the last of them
 */
record LoadResult(
    DurationHistogram latencies, long requests, long nanos, long errors, String error) {
  private static final double NANOS_PER_SECOND = 1e9;

  LoadResult(DurationHistogram latencies, long nanos, long errors, String error) {
    this(latencies, latencies.total(), nanos, errors, error);
  }

  /** The same if each batch of so many requests had a WAIT behind it, which is not one of them. */
  LoadResult withoutWaits(int batch) {
    return new LoadResult(latencies, requests * batch / (batch + 1), nanos, errors, error);
  }

  double rps() {
    return requests / (nanos / NANOS_PER_SECOND);
  }

  Measurement measurement() {
    return new Measurement(rps(), latencies.millis(0.5), latencies.millis(0.99));
  }
}
