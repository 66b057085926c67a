package io.talus.application.walk;

import io.talus.application.command.Arguments;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;

/**
 * A command that says how to take its collections page by page, when they are too large to be taken
 * at once: what comes out is the same as of {@link #run}.
 */
public interface WalkingCommand extends DataCommand {
  /**
   * Begins the walk. On a reader's thread; reads wait for the disk.
   *
   * @param view the keys as they were at one moment; nobody changes meanwhile what the command
   *     writes. What it is about to take of the memory it has to {@link KeyspaceView#reserve}
   */
  Walk walk(Arguments args, KeyspaceView view);

  /** Whether it looks at keys that its arguments do not name: SORT with patterns. */
  default boolean readsOtherKeys() {
    return false;
  }

  /** Whether it may write to a table that is not the selected one. */
  default boolean writesToOtherTables() {
    return false;
  }

  /** Whether it collects in memory what grows with its collections: one walk at a time does. */
  default boolean gathers() {
    return false;
  }
}
