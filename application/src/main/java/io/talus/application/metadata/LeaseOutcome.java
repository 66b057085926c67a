package io.talus.application.metadata;

/** What came of a lease that was asked for, or was to be kept. */
public sealed interface LeaseOutcome {
  /**
   * It is held.
   *
   * @param sentNanos when it was asked for, on the loop's monotonic clock: what it lasts counts
   *     from there
   */
  record Held(long lease, long sentNanos, long millis) implements LeaseOutcome {}

  /** It is over, and will not come back. */
  record Expired() implements LeaseOutcome {}

  /** Nobody answered. It may have been prolonged, or not. */
  record Failed(String reason) implements LeaseOutcome {}
}
