package io.talus.benchmarks;

/**
 * Counts durations in buckets that grow with the duration: 64 for every doubling, so that a
 * percentile is right to within two percent. Owned by one thread.
 */
final class DurationHistogram {
  private static final int SUB_BITS = 6;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] counts = new long[(Long.SIZE - SUB_BITS + 1) * SUB_BUCKETS];
  private long total;
  private long nanosMax;

  void record(long nanos, long times) {
    counts[bucket(Math.max(0, nanos))] += times;
    total += times;
    nanosMax = Math.max(nanosMax, nanos);
  }

  /** The duration in milliseconds that the given share of all, such as 0.99, does not exceed. */
  double millis(double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return Math.min(upperBound(i), nanosMax) / NANOS_PER_MILLI;
      }
    }
    return 0;
  }

  double millisMax() {
    return nanosMax / NANOS_PER_MILLI;
  }

  long total() {
    return total;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(nanos);
    return (shift + 1) * SUB_BUCKETS + (int) (nanos >>> shift) - SUB_BUCKETS;
  }

  private static long upperBound(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    long next = SUB_BUCKETS + bucket % SUB_BUCKETS + 1L;
    return (next << shift) - 1;
  }
}
