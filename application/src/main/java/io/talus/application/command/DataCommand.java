package io.talus.application.command;

/**
 * A command on the data of a table: a pure function, which may be run again from the start if data
 * was missing or if it had to wait.
 */
@FunctionalInterface
public interface DataCommand extends Command {
  /**
   * Runs the command.
   *
   * @throws CommandError if the reply is an error and there is no effect
   */
  CommandOutcome run(Arguments args, KeyspaceView view);

  /**
   * Whether the command needs to know what its keys hold. One that does not is not worth reading
   * ahead for.
   */
  default boolean looksAtKeys(Arguments args) {
    return true;
  }

  /** Whether the command needs to know how many keys there are. */
  default boolean countsKeys() {
    return false;
  }
}
