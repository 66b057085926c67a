package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.time.Duration;

/**
 * A running server with its name in the table.
 *
 * @param settles it has done what it puts off when it has rested for so long
 */
record Contestant(String name, RunningServer server, Duration settles) {
  /** redis-server puts nothing off. */
  static final Duration AT_ONCE = Duration.ofMillis(200);

  /**
   * Talus brings its store up to the log, and compacts, when nothing was written for a second. That
   * is not to happen while another is measured.
   */
  static final Duration LATER = Duration.ofMillis(1400);

  /**
   * Waits until nothing is left to be done of what was measured.
   *
   * @return false if something is after {@code limit}
   */
  boolean awaitSettled(Duration limit) throws IOException, InterruptedException {
    return server.awaitRest(settles, limit);
  }
}
