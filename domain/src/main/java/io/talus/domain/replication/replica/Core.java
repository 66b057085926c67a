package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.ReplicaLog;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.support.Liveness;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.replication.support.SupportEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a replica has and knows whatever its role is, and the only way to change it. */
final class Core {
  final MemberId id;
  final SafetyRules rules;
  final ConsistencyPolicy policy;
  final Liveness liveness;
  final NodeLease lease;
  final CampaignAllotment allotment;
  final ReplicaLog log;
  final long appendEntriesMax;
  private final RandomGenerator random;
  private final PendingWrites writes;
  private final Outbox outbox;
  private List<Effect> effects = new ArrayList<>();
  private List<Message> toSelf = new ArrayList<>();
  private long epoch;
  private Optional<MemberId> vote;
  private Optional<MemberId> leader = Optional.empty();
  private SupportEpoch boundIn = SupportEpoch.NONE;
  private long commit;
  private Role role;

  Core(
      MemberId id,
      Stored stored,
      ConsistencyPolicy policy,
      ReplicaContext context,
      long nowMillis) {
    this.id = id;
    this.rules = context.rules();
    this.policy = policy;
    this.liveness = context.liveness();
    this.lease = context.lease();
    this.allotment = context.allotment();
    this.random = context.random();
    this.appendEntriesMax = context.appendEntriesMax();
    this.log = new ReplicaLog(stored.log(), stored.base(), stored.history());
    this.epoch = stored.epoch();
    this.vote = stored.vote();
    this.commit = Math.max(stored.commit(), log.start().index());
    this.writes = new PendingWrites(rules, log.lastIndex());
    this.outbox = new Outbox(rules, writes);
    this.role = new Follower(this, nowMillis);
  }

  // ------------------------------------------------------------------------------------------
  // state

  long epoch() {
    return epoch;
  }

  Optional<MemberId> vote() {
    return vote;
  }

  Optional<MemberId> leader() {
    return leader;
  }

  long commit() {
    return commit;
  }

  long durableIndex() {
    return writes.durableIndex();
  }

  Role role() {
    return role;
  }

  Membership membership() {
    return log.membership();
  }

  /** Whether this group elects its leaders; else they are appointed. */
  boolean elects() {
    return policy == ConsistencyPolicy.QUORUM;
  }

  boolean isVoter() {
    return membership().isVoter(id);
  }

  long randomSpread() {
    return random.nextLong(Timing.SPREAD_MILLIS);
  }

  /** Remembers in which support epoch the leader was told that it can count on us. */
  void bind(SupportEpoch support) {
    boundIn = support;
  }

  /**
   * Whether the leader may count on our support: given when we acknowledged it, and never
   * withdrawn.
   */
  boolean isBoundToLeader(long nowMillis) {
    if (leader.isEmpty() || leader.get().equals(id)) {
      return leader.isPresent();
    }
    return !boundIn.equals(SupportEpoch.NONE)
        && boundIn.equals(liveness.given(leader.get().node(), nowMillis));
  }

  /** Whether another replica leads and may count on our support. */
  boolean isBoundToAnother(long nowMillis) {
    return rules.bindsSupporters()
        && leader.isPresent()
        && !leader.get().equals(id)
        && isBoundToLeader(nowMillis);
  }

  /** Whether this replica, or the process before, may have promised not to help others to power. */
  boolean isBound(long nowMillis) {
    return rules.bindsSupporters()
        && (isBoundToLeader(nowMillis) || nowMillis < liveness.mayVoteFrom());
  }

  // -----------------------------------------------------------------------------------------
  // effects

  List<Effect> takeEffects() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  List<Message> takeMessagesToSelf() {
    List<Message> taken = toSelf;
    toSelf = new ArrayList<>();
    return taken;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  /** Sends at once, whatever is being written. */
  void send(Message message) {
    if (message.to().equals(id)) {
      toSelf.add(message);
    } else {
      emit(new Effect.Send(message));
    }
  }

  /** Sends when all that was written so far is durable. */
  void sendWhenDurable(Message message) {
    if (outbox.passes(message)) {
      send(message);
    }
  }

  void persisted(long write) {
    writes.persisted(write);
    outbox.released().forEach(this::send);
  }

  // ----------------------------------------------------------------------------------------
  // changes

  /** Comes to a newer epoch, perhaps with a vote in it. */
  void enter(long newEpoch, Optional<MemberId> newVote) {
    if (newEpoch < epoch) {
      throw new IllegalStateException("epoch: " + newEpoch + " (expected: from " + epoch + ")");
    }
    if (newEpoch > epoch) {
      leader = Optional.empty();
    }
    epoch = newEpoch;
    vote = newVote;
    emit(new Effect.Persist(new Write.Epoch(writes.next(), epoch, vote)));
  }

  void append(Stretch entries) {
    if (entries.firstIndex() <= commit) {
      throw new IllegalStateException(
          "cut from " + entries.firstIndex() + " (committed up to " + commit + ")");
    }
    log.append(entries);
    long number = writes.entries(entries.firstIndex(), entries.lastIndex());
    emit(new Effect.Persist(new Write.Entries(number, entries)));
  }

  /**
   * A snapshot takes the place of the log, and of what is committed.
   *
   * @param kept see {@link Write.Reset#kept}
   */
  void install(Message.Snapshot message, LogPosition kept) {
    LogPosition snapshot = message.position();
    if (rules.snapshotResetsLog()) {
      log.reset(snapshot, message.membership(), message.history());
    }
    long number = writes.reset(snapshot.index());
    emit(
        new Effect.Persist(
            new Write.Reset(number, snapshot, message.membership(), message.history(), kept)));
    commit = snapshot.index();
  }

  void commitTo(long index) {
    if (index > commit) {
      commit = index;
      emit(new Effect.Committed(log.position(index)));
    }
  }

  /** Becomes, or stays, a follower in this epoch. */
  void follow(Optional<MemberId> newLeader, long nowMillis) {
    if (newLeader.isPresent() && leader.isPresent() && !leader.equals(newLeader)) {
      throw new IllegalStateException(
          "two leaders of epoch " + epoch + ": " + leader.get() + ", " + newLeader.get());
    }
    if (!(role instanceof Follower) && !rules.keepsVote()) {
      vote = Optional.empty();
    }
    leave();
    leader = newLeader;
    boundIn = SupportEpoch.NONE;
    role = new Follower(this, nowMillis);
    emit(new Effect.Following(epoch, leader));
  }

  void campaign(Candidate candidate) {
    leader = Optional.empty();
    role = candidate;
  }

  void lead(Leader newRole) {
    leader = Optional.of(id);
    role = newRole;
    emit(new Effect.Leading(epoch));
  }

  private void leave() {
    if (role instanceof Leader left) {
      left.leave();
    }
  }
}
