package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import java.util.Optional;

/** How a replica answers those who ask for its vote (dissertation, sections 3.4, 3.6.1 and 9.6). */
final class Voting {
  private final Core core;

  Voting(Core core) {
    this.core = core;
  }

  void answer(Message.VoteRequest request, long nowMillis) {
    if (core.leader().equals(Optional.of(request.from())) && request.epoch() > core.epoch()) {
      // Who asks for the next epoch no longer leads this one, and will not again.
      core.follow(Optional.empty(), nowMillis);
    }
    boolean free = request.ballot() == Ballot.TRANSFER || !core.isBound(nowMillis);
    if (request.ballot() == Ballot.PRE) {
      boolean granted = free && request.epoch() > core.epoch() && isUpToDate(request);
      reply(request, granted, granted ? request.epoch() : core.epoch());
    } else {
      vote(request, free, nowMillis);
    }
  }

  private void vote(Message.VoteRequest request, boolean free, long nowMillis) {
    if (!free || request.epoch() < core.epoch()) {
      reply(request, false, core.epoch());
      return;
    }
    boolean newer = request.epoch() > core.epoch();
    Optional<MemberId> candidate = Optional.of(request.from());
    boolean unbound = newer || core.vote().isEmpty() || core.vote().equals(candidate);
    boolean granted = unbound && isUpToDate(request);
    if (newer || (granted && core.vote().isEmpty())) {
      core.enter(request.epoch(), granted ? candidate : Optional.empty());
      core.follow(Optional.empty(), nowMillis);
    }
    if (granted && core.role() instanceof Follower follower) {
      follower.giveTime(nowMillis);
    }
    reply(request, granted, core.epoch());
  }

  private boolean isUpToDate(Message.VoteRequest request) {
    return core.rules.isUpToDate(request.last(), core.log.last());
  }

  private void reply(Message.VoteRequest request, boolean granted, long epoch) {
    core.sendWhenDurable(
        new Message.VoteReply(core.id, request.from(), epoch, request.ballot(), granted));
  }
}
