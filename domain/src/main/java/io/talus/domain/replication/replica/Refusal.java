package io.talus.domain.replication.replica;

/** Why something that was proposed is not done. */
public enum Refusal {
  NOT_LEADER,
  /** The lease of the node may be over: another may have been appointed. */
  LEASE_OVER,
  /** Too much waits for a majority already. */
  TOO_MUCH_UNCOMMITTED,
  /** Leadership is being handed over; ask the target in a moment. */
  TRANSFERRING,
  /** The entry that opens the epoch is not committed yet (Ongaro's correction of 2015). */
  EPOCH_NOT_COMMITTED,
  /** The change before is not committed yet (dissertation, section 4.1). */
  CHANGE_UNDER_WAY,
  /** The learner does not hold what is committed. */
  NOT_CAUGHT_UP,
  /** The change makes no sense for this membership, or would remove the leader. */
  NOT_POSSIBLE
}
