package io.talus.simulation;

import java.util.EnumSet;
import java.util.Set;

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
  REFUSALS_ARE_IGNORED,

  /** A leader that was appointed counts on its lease to the last moment. */
  LEASE_MARGIN_IS_IGNORED,

  /** A node whose lease is back leads again before it has seen what was decided meanwhile. */
  UNSEEN_LEASES_COUNT,

  /** The manager replaces leaders that live and know nothing of it. */
  MANAGER_DOES_NOT_WAIT,

  /** That an epoch is adopted is said before it is written. */
  ADOPTIONS_ARE_NOT_DURABLE,

  /** Replicas that are known to lag are appointed, though nobody has allowed it. */
  LAGGING_ARE_APPOINTED,

  /** A replica takes entries of an older epoch than the one that it has adopted. */
  OLD_EPOCHS_ARE_TAKEN;

  private static final Set<GroupFault> APPOINTED =
      EnumSet.range(LEASE_MARGIN_IS_IGNORED, OLD_EPOCHS_ARE_TAKEN);

  /** Whether the log is what is broken. */
  boolean isOfLog() {
    return switch (this) {
      case SYNCS_ARE_SKIPPED, FAILED_APPENDS_COUNT, CUTS_ARE_NOT_LOGGED, VOTES_ARE_NOT_LOGGED ->
          true;
      case NONE,
          TAILS_ARE_TRUSTED_AT_THE_START,
          READS_ARE_NOT_CONFIRMED,
          REPLIES_LEAVE_AT_ONCE,
          REFUSALS_ARE_IGNORED,
          LEASE_MARGIN_IS_IGNORED,
          UNSEEN_LEASES_COUNT,
          MANAGER_DOES_NOT_WAIT,
          ADOPTIONS_ARE_NOT_DURABLE,
          LAGGING_ARE_APPOINTED,
          OLD_EPOCHS_ARE_TAKEN ->
          false;
    };
  }

  /** Those before it are known to bring nothing that shows it, and are not run each time. */
  long firstSeed() {
    if (this == LEASE_MARGIN_IS_IGNORED) {
      return 1941;
    }
    return this == UNSEEN_LEASES_COUNT ? 381 : 1;
  }

  /** Whether it is broken where leaders are appointed, and else where they are elected. */
  boolean isOfAppointed() {
    return APPOINTED.contains(this);
  }
}
