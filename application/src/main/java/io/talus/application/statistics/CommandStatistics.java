package io.talus.application.statistics;

/** What was counted about one command. Belongs to the shard's thread. */
public final class CommandStatistics {
  private static final int NANOS_PER_MICRO = 1000;

  private final LatencyHistogram latency = new LatencyHistogram();
  private long calls;
  private long nanos;
  private long failed;
  private long rejected;

  void ran(long tookNanos, boolean withError, boolean tracked) {
    calls++;
    nanos += tookNanos;
    if (withError) {
      failed++;
    }
    if (tracked) {
      latency.add(tookNanos);
    }
  }

  void refused() {
    rejected++;
  }

  public long calls() {
    return calls;
  }

  public long micros() {
    return nanos / NANOS_PER_MICRO;
  }

  /** Calls that ran and ended with an error. */
  public long failed() {
    return failed;
  }

  /** Calls that were refused before they ran. */
  public long rejected() {
    return rejected;
  }

  public LatencyHistogram latency() {
    return latency;
  }
}
