package io.talus.application.shard;

import java.util.List;

/** Gets data from the disk for commands that wait. */
interface Fetches {
  /** Runs {@code then} on the shard's thread when all requests are fulfilled. */
  void fetch(List<ColdRequest> requests, Runnable then);
}
