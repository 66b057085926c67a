package io.talus.simulation;

/** What is broken on purpose, to show that the simulation of a group would notice. */
enum GroupFault {
  NONE,

  /** The log says that it is synced when it is not: acknowledgements and votes leave too early. */
  SYNCS_ARE_SKIPPED,

  /** A leader answers reads from memory without knowing whether it still leads. */
  READS_ARE_NOT_CONFIRMED,

  /** Replies to writes do not wait for a majority. */
  REPLIES_LEAVE_AT_ONCE
}
