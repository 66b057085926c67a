package io.talus.domain.replication.group;

import java.util.function.ToLongFunction;

/**
 * When a unit is released (replies may leave) and when it is committed (the store may take it).
 * Positions are indexes of one slot's log, and the leader's epoch is checked elsewhere.
 */
public enum ConsistencyPolicy {
  /**
   * Replies do not wait for replicas. Committed is what one of them has besides the leader: a
   * leader that returns then has nothing in its store that it would have to take back, as long as
   * the furthest one was appointed.
   */
  ASYNC {
    @Override
    public long released(long appended, long synced, long committed, boolean syncAlways) {
      return syncAlways ? synced : appended;
    }

    @Override
    public long committed(Membership membership, MemberId leader, ToLongFunction<MemberId> holds) {
      long furthest = 0;
      boolean alone = true;
      for (MemberId voter : membership.voters()) {
        if (!voter.equals(leader)) {
          alone = false;
          furthest = Math.max(furthest, holds.applyAsLong(voter));
        }
      }
      long own = holds.applyAsLong(leader);
      return alone ? own : Math.min(own, furthest);
    }
  },

  /** A majority of the voters holds it durably; it may be without the leader. */
  QUORUM {
    @Override
    public long released(long appended, long synced, long committed, boolean syncAlways) {
      return committed;
    }

    @Override
    public long committed(Membership membership, MemberId leader, ToLongFunction<MemberId> holds) {
      return membership.majorityOf(holds);
    }
  };

  /**
   * Up to where replies may leave.
   *
   * @param appended the leader's last index
   * @param synced up to where the leader's log is durable
   * @param syncAlways {@code appendfsync always}
   */
  public abstract long released(long appended, long synced, long committed, boolean syncAlways);

  /**
   * Up to where the log is committed, if the entry there is one of the leader's own epoch.
   *
   * @param holds up to where a member's log agrees with the leader's, durably
   */
  public abstract long committed(
      Membership membership, MemberId leader, ToLongFunction<MemberId> holds);
}
