package io.talus.domain.replication.message;

/** What kind of vote is asked for. */
public enum Ballot {
  /** Whether an election would be won; nobody's state changes (dissertation, section 9.6). */
  PRE,
  VOTE,
  /** A vote at the leader's own wish: those who support it are free (section 3.10). */
  TRANSFER
}
