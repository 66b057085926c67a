package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for votes: first whether it would win (PRE), then in earnest (VOTE), or at once if the
 * leader itself wants it (TRANSFER). Its own vote counts like any other when it is durable.
 */
final class Candidate implements Role {
  private final Core core;
  private final Ballot ballot;
  private final long deadline;
  private final Map<MemberId, Boolean> answers = new HashMap<>();

  private Candidate(Core core, Ballot ballot, long nowMillis) {
    this.core = core;
    this.ballot = ballot;
    this.deadline = nowMillis + Timing.VOTE_MILLIS + core.randomSpread();
  }

  static void start(Core core, Ballot ballot, long nowMillis) {
    Candidate candidate = new Candidate(core, ballot, nowMillis);
    long epoch = core.epoch() + 1;
    if (ballot != Ballot.PRE) {
      core.enter(epoch, Optional.of(core.id));
    }
    core.campaign(candidate);
    core.sendWhenDurable(new Message.VoteReply(core.id, core.id, epoch, ballot, true));
    for (MemberId voter : core.membership().voters()) {
      if (!voter.equals(core.id)) {
        core.sendWhenDurable(
            new Message.VoteRequest(core.id, voter, epoch, core.log.last(), ballot));
      }
    }
  }

  /** The epoch that the votes are for. */
  long wantedEpoch() {
    return ballot == Ballot.PRE ? core.epoch() + 1 : core.epoch();
  }

  Ballot ballot() {
    return ballot;
  }

  @Override
  public void receive(Message message, long nowMillis) {
    switch (message) {
      case Message.VoteReply reply -> count(reply, nowMillis);
      case Message.AppendReply ignored -> {}
      case Message.TimeoutNow ignored -> {}
      case Message.Resigned ignored -> {}
      case Message.Append append -> throw Replica.unexpected(append);
      case Message.Snapshot snapshot -> throw Replica.unexpected(snapshot);
      case Message.Adopted adopted -> throw Replica.unexpected(adopted);
      case Message.Appointed appointed -> throw Replica.unexpected(appointed);
      case Message.VoteRequest request -> throw Replica.unexpected(request);
    }
  }

  private void count(Message.VoteReply reply, long nowMillis) {
    boolean refusedPreVote = ballot == Ballot.PRE && !reply.granted();
    if (reply.ballot() != ballot || (reply.epoch() != wantedEpoch() && !refusedPreVote)) {
      return;
    }
    answers.put(reply.from(), reply.granted());
    if (core.rules.isElected(core.membership(), member -> answers.getOrDefault(member, false))) {
      win(nowMillis);
    } else if (core.membership().isMajority(member -> !answers.getOrDefault(member, true))) {
      lose(nowMillis);
    }
  }

  private void win(long nowMillis) {
    if (ballot == Ballot.PRE) {
      start(core, Ballot.VOTE, nowMillis);
    } else {
      Leader.begin(core, nowMillis);
    }
  }

  private void lose(long nowMillis) {
    core.follow(Optional.empty(), nowMillis);
    if (core.role() instanceof Follower follower) {
      follower.giveTime(nowMillis);
    }
  }

  @Override
  public void tick(long nowMillis) {
    if (nowMillis >= deadline) {
      core.follow(Optional.empty(), nowMillis);
    }
  }

  @Override
  public void supportChanged(int node, long nowMillis) {
    // A candidate supports nobody in this slot.
  }

  @Override
  public long wakeAt() {
    return deadline;
  }
}
