package io.talus.application.cold;

import java.util.List;

/** Gets data from the disk for commands that wait. */
public interface Fetches {
  /** Runs {@code then} on the shard's thread when all requests are fulfilled. */
  void fetch(List<ColdRequest> requests, Runnable then);

  /**
   * Runs the task on the shard's thread when a reader has nothing to do for clients, or after a
   * second or so. For those who read in the background; each has a bound for what waits here.
   */
  void whenIdle(Runnable task);
}
