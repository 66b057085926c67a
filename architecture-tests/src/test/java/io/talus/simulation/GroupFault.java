package io.talus.simulation;

/** What is broken on purpose, to show that the simulation of a group would notice. */
enum GroupFault {
  NONE,

  /** The log says that it is synced when it is not: acknowledgements and votes leave too early. */
  SYNCS_ARE_SKIPPED,

  /** An append for which the disk had no room counts as done: what follows from it is sent. */
  FAILED_APPENDS_COUNT,

  /** A tail is cut, and the log does not say so. */
  CUTS_ARE_NOT_LOGGED,

  /** Epochs and votes are not written: a process that starts knows of none. */
  VOTES_ARE_NOT_LOGGED,

  /** A process that starts takes all that is in its log for committed. */
  TAILS_ARE_TRUSTED_AT_THE_START,

  /** A leader answers reads from memory without knowing whether it still leads. */
  READS_ARE_NOT_CONFIRMED,

  /** Replies to writes do not wait for a majority. */
  REPLIES_LEAVE_AT_ONCE,

  /** Replies leave although what they wait for was refused: no majority, or no room. */
  REFUSALS_ARE_IGNORED;

  /** Whether the log is what is broken. */
  boolean isOfLog() {
    return switch (this) {
      case SYNCS_ARE_SKIPPED, FAILED_APPENDS_COUNT, CUTS_ARE_NOT_LOGGED, VOTES_ARE_NOT_LOGGED ->
          true;
      case NONE,
          TAILS_ARE_TRUSTED_AT_THE_START,
          READS_ARE_NOT_CONFIRMED,
          REPLIES_LEAVE_AT_ONCE,
          REFUSALS_ARE_IGNORED ->
          false;
    };
  }
}
