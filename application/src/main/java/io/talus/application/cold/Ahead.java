package io.talus.application.cold;

import java.util.Collection;
import java.util.function.Supplier;

/** Reads ahead for commands that come soon. Belongs to the shard's thread. */
public interface Ahead {
  /**
   * Runs a command that is only tried, and has what it lacks fetched.
   *
   * @param attempt gives what it lacks, or ends with a {@link ColdRead} where it cannot go on
   * @return what the command is to be run with later
   */
  Findings foresee(Supplier<Collection<ColdRequest>> attempt);

  /** Runs the command with what was read for it. */
  void run(Findings foreseen, Runnable command);

  /** The command is not going to run. */
  void drop(Findings foreseen);
}
