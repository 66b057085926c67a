package io.talus.application.statistics;

/**
 * How long calls took, in buckets: each power of two in eight parts, so that a percentile is at
 * most an eighth too high.
 */
public final class LatencyHistogram {
  private static final int PART_BITS = 4;
  private static final int PARTS = 1 << PART_BITS;
  private static final int BUCKETS = (Long.SIZE - PART_BITS) * PARTS;

  private final long[] counts = new long[BUCKETS];
  private long total;

  void add(long nanos) {
    counts[bucket(Math.max(nanos, 0))]++;
    total++;
  }

  private static int bucket(long nanos) {
    int magnitude = Long.SIZE - Long.numberOfLeadingZeros(nanos | (PARTS - 1)) - PART_BITS;
    return (magnitude << PART_BITS) + (int) ((nanos >>> magnitude) & (PARTS - 1));
  }

  public long total() {
    return total;
  }

  /** The nanoseconds within which this share of the calls ended; 0 without calls. */
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
    long seen = 0;
    for (int i = 0; i < BUCKETS && total > 0; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return end(i);
      }
    }
    return 0;
  }

  /** How many calls ended within so many nanoseconds, counting whole buckets. */
  public long within(long nanos) {
    long seen = 0;
    for (int i = 0; i < BUCKETS && end(i) <= nanos; i++) {
      seen += counts[i];
    }
    return seen;
  }

  /** The largest number of nanoseconds that the bucket holds. */
  private static long end(int bucket) {
    int magnitude = bucket >>> PART_BITS;
    long part = bucket & (PARTS - 1);
    return ((part + 1) << magnitude) - 1;
  }
}
