package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.ReplicaLog;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import java.util.function.Predicate;

/**
 * The rules on which safety rests, each with its section of Ongaro's dissertation ("Consensus:
 * Bridging Theory and Practice", 2014). The product runs with {@link #RAFT}; the simulator breaks
 * them one at a time, to show that it would notice.
 */
public interface SafetyRules {
  SafetyRules RAFT = new SafetyRules() {};

  /** What depends on a write leaves after it is durable (3.8). */
  default boolean waitsForDisk(Message message) {
    return true;
  }

  /**
   * Whether a message that waits may leave.
   *
   * @param writeDurable the last write before it is durable
   * @param indexDurable something was written durably at the index that it speaks of
   */
  default boolean mayLeave(boolean writeDurable, boolean indexDurable) {
    return writeDurable;
  }

  /** A write whose entries were cut before it was durable says nothing about those that follow. */
  default boolean cutVoidsWrites() {
    return true;
  }

  /** The leader counts itself as far as its own log is durable (10.2.1). */
  default long ownAcknowledgement(long durableIndex, long lastIndex) {
    return durableIndex;
  }

  /** What comes from an older epoch is refused (3.3). */
  default boolean isFenced(long messageEpoch, long epoch) {
    return messageEpoch < epoch;
  }

  /** Entries are taken only behind one that agrees (3.5). */
  default boolean mayFollow(ReplicaLog log, LogPosition previous) {
    return log.contains(previous);
  }

  /** The log is cut at the first entry that conflicts, and only there (3.5). */
  default long firstNew(ReplicaLog log, Stretch entries) {
    return log.firstNew(entries);
  }

  /**
   * A follower commits what the leader has, up to what was compared with the leader's log (3.5).
   */
  default long followerCommit(long leaderCommit, long verified, long last) {
    return Math.min(leaderCommit, verified);
  }

  /** Only entries of the leader's own epoch are committed by counting (3.6.2). */
  default boolean maySettle(long entryEpoch, long leaderEpoch) {
    return entryEpoch == leaderEpoch;
  }

  /** A voter votes only for a log that is at least as complete as its own (3.6.1). */
  default boolean isUpToDate(LogPosition candidate, LogPosition own) {
    return candidate.compareTo(own) >= 0;
  }

  /** One vote an epoch, whatever the replica was meanwhile (3.4). */
  default boolean keepsVote() {
    return true;
  }

  /** A majority elects, and nothing else does (3.4). */
  default boolean isElected(Membership membership, Predicate<MemberId> granted) {
    return membership.isMajority(granted);
  }

  /** A voter that supports the leader's node helps nobody else (4.2.3, 6.4.1). */
  default boolean bindsSupporters() {
    return true;
  }

  /** A snapshot that the log does not contain takes the place of the log (5.3, figure 5.3). */
  default boolean snapshotResetsLog() {
    return true;
  }

  /** Nobody joins or leaves before an entry of the epoch is committed (correction of July 2015). */
  default boolean changesNeedCommittedEpoch() {
    return true;
  }

  /** One change at a time (4.1). */
  default boolean changesNeedCommittedChange() {
    return true;
  }

  /** A learner becomes a voter when it holds what is committed (4.2.1). */
  default boolean promotesOnlyCaughtUp() {
    return true;
  }

  /** Support counts only for the leadership that was acknowledged within it. */
  default boolean supportNeedsAcknowledgement() {
    return true;
  }

  /** A leader that hands over serves no more reads from memory (6.4.1). */
  default boolean transferEndsSupport() {
    return true;
  }

  /**
   * A leader reads when it has committed an entry of its epoch: before it may not know of others
   * (6.4).
   */
  default boolean readsNeedCommittedEpoch() {
    return true;
  }
}
