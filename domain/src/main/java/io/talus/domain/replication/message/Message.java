package io.talus.domain.replication.message;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.support.SupportEpoch;
import java.util.List;
import java.util.Optional;

/**
 * From one replica of a slot to another. It may be lost, late, doubled or overtaken. The bytes of
 * entries and snapshots travel beside it, and are not the state machine's concern.
 */
public sealed interface Message {
  MemberId from();

  MemberId to();

  /** The sender's epoch; of a pre-vote, the epoch that it is about. */
  long epoch();

  /**
   * Entries, perhaps none, from the leader ({@code BinlogSync}).
   *
   * @param commit up to where the leader knows the log to be committed
   * @param round the reply returns it, so that the leader knows that it was asked after all that
   * @param support in which support epoch the leader wants to be acknowledged: the last one that it
   *     has seen of the follower's node. A process that has died since has not seen the present one
   */
  record Append(
      MemberId from,
      MemberId to,
      long epoch,
      Stretch entries,
      long commit,
      long round,
      SupportEpoch support)
      implements Message {}

  /**
   * What came of an append or a snapshot ({@code BinlogSyncAck}).
   *
   * @param at if accepted, up to where the logs agree, durably; else up to where they may agree
   * @param commit up to where the follower knows the log to be committed
   * @param support in which support epoch the leader may count on the follower; none if in another
   *     one than it has asked for
   */
  record AppendReply(
      MemberId from,
      MemberId to,
      long epoch,
      boolean accepted,
      LogPosition at,
      long commit,
      long round,
      SupportEpoch support)
      implements Message {}

  /**
   * A candidate asks for a vote.
   *
   * @param last the end of the candidate's log
   */
  record VoteRequest(MemberId from, MemberId to, long epoch, LogPosition last, Ballot ballot)
      implements Message {}

  record VoteReply(MemberId from, MemberId to, long epoch, Ballot ballot, boolean granted)
      implements Message {}

  /**
   * A snapshot of the slot has arrived as a whole.
   *
   * @param position the last entry that it covers
   * @param membership who belonged to the group there
   * @param history the epochs of the leader's log, so that the receiver knows what of its own is
   *     lost ({@link io.talus.domain.replication.log.ReplicaLog#history})
   * @param diverged up to where the receiver has committed what the leader does not have: then the
   *     snapshot takes the place of that; else it only brings what the receiver lacks
   */
  record Snapshot(
      MemberId from,
      MemberId to,
      long epoch,
      LogPosition position,
      Membership membership,
      List<EpochRun> history,
      Optional<LogPosition> diverged)
      implements Message {}

  /** The leader wants the receiver to lead. */
  record TimeoutNow(MemberId from, MemberId to, long epoch) implements Message {}

  /**
   * To itself, when it is durable: the replica has come to the epoch that it was told to adopt.
   *
   * @param last the end of its log, to which nothing of an older epoch can be added any more
   */
  record Adopted(MemberId from, MemberId to, long epoch, LogPosition last) implements Message {}

  /** To itself, when it is durable: the replica is the one that may lead the epoch. */
  record Appointed(MemberId from, MemberId to, long epoch) implements Message {}

  /** The leader of this epoch leads no more. */
  record Resigned(MemberId from, MemberId to, long epoch) implements Message {}
}
