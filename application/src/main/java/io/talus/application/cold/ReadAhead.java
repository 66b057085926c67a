package io.talus.application.cold;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * Reads ahead: fetches what commands need that were received, and whose turn has not come, as one
 * before them waits for the disk. Belongs to the shard's thread.
 */
public interface ReadAhead {
  /**
   * Tries a command, and has what it lacks fetched.
   *
   * @param trial gives what it lacks, or ends with a {@link ColdRead} where it cannot go on
   * @return what the command is to be run with later
   */
  Findings begin(Supplier<Collection<ColdRequest>> trial);

  /** Runs the command with what was read for it. */
  void run(Findings findings, Runnable command);

  /** The command is not going to run. */
  void drop(Findings findings);
}
