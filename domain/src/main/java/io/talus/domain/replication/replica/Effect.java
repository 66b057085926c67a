package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.message.Message;
import java.util.Optional;

/**
 * What a replica wants done, in this order. A message that depends on a write is not among the
 * effects before that write was reported durable, so whatever is here may leave at once.
 */
public sealed interface Effect {
  record Persist(Write write) implements Effect {}

  record Send(Message message) implements Effect {}

  /**
   * The log is committed up to this position. On a follower it may not be durable yet: the store
   * takes what is both.
   */
  record Committed(LogPosition through) implements Effect {}

  /** Proposed units, or a change of the membership, stand in the log from this position on. */
  record Proposed(LogPosition first, int count) implements Effect {}

  record Refused(Refusal reason) implements Effect {}

  /** The read may be answered from a state that has applied at least this index. */
  record ReadReady(long id, long index) implements Effect {}

  record ReadRefused(long id) implements Effect {}

  /**
   * The member is to have a snapshot, since the log does not hold any more what it lacks, or since
   * it has in its store what this leader does not have.
   *
   * @param diverged up to where it has committed that
   */
  record StreamSnapshot(MemberId to, Optional<LogPosition> diverged) implements Effect {}

  /** Durably in this epoch: what the manager compares to choose a leader. */
  record EpochAdopted(long epoch, LogPosition last) implements Effect {}

  /** This replica leads; it may answer reads when the entry that opens the epoch is committed. */
  record Leading(long epoch) implements Effect {}

  /**
   * This replica leads no more. What was not yet committed of that epoch has an unknown outcome,
   * whoever commits it later.
   */
  record LeadershipLost(long epoch) implements Effect {}

  record Following(long epoch, Optional<MemberId> leader) implements Effect {}
}
