package io.talus.domain.replication.replica;

import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import java.util.Optional;

/**
 * Takes what the leader sends. It campaigns when it supports no leader: at a random moment after
 * the support for the leader's node has lapsed. While it supports one, nothing is ever due.
 */
final class Follower implements Role {
  private final Core core;
  private long campaignAt;

  Follower(Core core, long nowMillis) {
    this.core = core;
    this.campaignAt = laterAt(nowMillis);
    if (core.leader().isPresent()) {
      giveTime(nowMillis);
    }
    settle(nowMillis);
  }

  @Override
  public void receive(Message message, long nowMillis) {
    switch (message) {
      case Message.Append append -> {
        new Reception(core).append(append, nowMillis);
        settle(nowMillis);
      }
      case Message.Snapshot snapshot -> {
        new Reception(core).snapshot(snapshot);
        settle(nowMillis);
      }
      case Message.TimeoutNow ignored -> {
        if (core.elects() && core.isVoter()) {
          Candidate.start(core, Ballot.TRANSFER, nowMillis);
        }
      }
      case Message.Resigned ignored -> {
        if (core.leader().isPresent()) {
          core.follow(Optional.empty(), nowMillis);
        }
      }
      case Message.AppendReply ignored -> {}
      case Message.VoteReply ignored -> {}
      case Message.Adopted adopted -> throw Replica.unexpected(adopted);
      case Message.Appointed appointed -> throw Replica.unexpected(appointed);
      case Message.VoteRequest request -> throw Replica.unexpected(request);
    }
  }

  /** Another may win, or may just have won: it gets the time that takes. */
  void giveTime(long nowMillis) {
    campaignAt = laterAt(nowMillis + Timing.VOTE_MILLIS);
  }

  @Override
  public void tick(long nowMillis) {
    settle(nowMillis);
    if (nowMillis < campaignAt) {
      return;
    }
    if (core.isBound(nowMillis)) {
      // To campaign is to vote for oneself.
      throw new IllegalStateException("campaigns at " + nowMillis + " while it is bound");
    }
    if (core.allotment.take()) {
      Candidate.start(core, Ballot.PRE, nowMillis);
    } else {
      campaignAt = nowMillis + 1;
    }
  }

  @Override
  public void supportChanged(int node, long nowMillis) {
    settle(nowMillis);
  }

  @Override
  public long wakeAt() {
    return campaignAt;
  }

  private void settle(long nowMillis) {
    boolean mayCampaign = core.elects() && core.isVoter() && !core.isBoundToLeader(nowMillis);
    if (!mayCampaign) {
      campaignAt = Long.MAX_VALUE;
    } else if (campaignAt == Long.MAX_VALUE) {
      campaignAt = laterAt(nowMillis);
    }
  }

  /** A random moment within the spread, after what has to be waited out. */
  private long laterAt(long nowMillis) {
    return Math.max(nowMillis, core.liveness.mayVoteFrom()) + core.randomSpread();
  }
}
