package io.talus.application.session;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandSpec;
import org.jspecify.annotations.Nullable;

/**
 * A command that cannot go on yet.
 *
 * @param reason why
 * @param blocked what a blocking command waits for; null for the other reasons
 * @param seed what the run drew from that could not go on; 0 if it drew nothing
 */
public record Waiting(
    Reason reason, CommandSpec spec, Arguments args, @Nullable Blocked blocked, long seed) {
  /** Why a session waits. */
  public enum Reason {
    /** Data has to come from the disk. */
    COLD_DATA,
    /** The store has to catch up with the log. */
    STORE_BEHIND,
    /** A blocking command has nothing to take yet. */
    BLOCKED,
    /** CLIENT PAUSE. */
    PAUSED,
    /** A slot is changing hands: nobody can tell yet where the command runs. */
    ROUTE,
    /** The command runs on another node, and what is behind it has to wait. */
    ELSEWHERE,
    /** What is known of tables is being changed. */
    METADATA,
    /** Too much has been written that the store does not hold yet. */
    BACKLOG,
    /** The command walks over collections, step by step. */
    WALK,
    /** A key that the command changes is being walked over by a command that stores something. */
    KEYS_WALKED
  }
}
