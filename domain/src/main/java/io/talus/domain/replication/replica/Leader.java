package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.MembershipChange;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import java.util.Optional;

/** Takes units, brings them to the others, and says what is committed. */
final class Leader implements Role {
  private final Core core;
  private final long epoch;
  private final long openingIndex;
  private final Replication replication;
  private final ReadRounds reads;
  private final Handover handover;
  private long resignAt = Long.MAX_VALUE;

  private Leader(Core core) {
    this.core = core;
    this.epoch = core.epoch();
    this.openingIndex = core.log.lastIndex() + 1;
    this.replication = new Replication(core, this::someoneWaits);
    this.reads = new ReadRounds(core);
    this.handover = new Handover(core);
  }

  /**
   * Opens the epoch with an empty entry, without which nothing older could be committed (6.4,
   * 3.6.2).
   */
  static void begin(Core core, long nowMillis) {
    Leader leader = new Leader(core);
    core.lead(leader);
    leader.replication.membersChanged();
    core.append(Stretch.of(core.log.last(), leader.epoch, 1));
    leader.replication.broadcast(nowMillis);
    leader.checkSupport(nowMillis);
    leader.advance(nowMillis);
  }

  /** Whoever waits for this leadership waits in vain. */
  void leave() {
    reads.refuseAll();
    core.emit(new Effect.LeadershipLost(epoch));
  }

  private boolean someoneWaits() {
    return core.commit() < core.log.lastIndex() || !reads.isEmpty();
  }

  // -----------------------------------------------------------------------------------------
  // requests

  void propose(int units, long nowMillis) {
    if (handover.isUnderWay()) {
      core.emit(new Effect.Refused(Refusal.TRANSFERRING));
    } else if (!core.elects() && !leaseHolds(nowMillis)) {
      core.emit(new Effect.Refused(Refusal.LEASE_OVER));
    } else if (core.log.lastIndex() + units - core.commit() > Timing.UNCOMMITTED_MAX) {
      core.emit(new Effect.Refused(Refusal.TOO_MUCH_UNCOMMITTED));
    } else {
      append(Stretch.of(core.log.last(), epoch, units), units, nowMillis);
    }
  }

  void propose(MembershipChange change, long nowMillis) {
    Optional<Refusal> refusal =
        handover.isUnderWay()
            ? Optional.of(Refusal.TRANSFERRING)
            : new ChangeRules(core, openingIndex)
                .refusal(change, replication.match(change.member()));
    if (refusal.isPresent()) {
      core.emit(new Effect.Refused(refusal.get()));
      return;
    }
    append(Stretch.changing(core.log.last(), epoch, core.membership().with(change)), 1, nowMillis);
  }

  private void append(Stretch entries, int count, long nowMillis) {
    core.append(entries);
    core.emit(new Effect.Proposed(core.log.position(entries.firstIndex()), count));
    replication.membersChanged();
    replication.broadcast(nowMillis);
    advance(nowMillis);
  }

  void read(long id, long nowMillis) {
    if (reads.isFull() || (!core.elects() && !leaseHolds(nowMillis))) {
      core.emit(new Effect.ReadRefused(id));
      return;
    }
    boolean waits = core.elects() && core.rules.readsNeedCommittedEpoch();
    long index = waits ? Math.max(core.commit(), openingIndex) : core.commit();
    if (servesReads(nowMillis)) {
      core.emit(new Effect.ReadReady(id, index));
      return;
    }
    reads.add(id, replication.newRound(nowMillis), index);
    reads.answered(replication.answeredRound());
  }

  boolean isHandingOver() {
    return handover.isUnderWay();
  }

  boolean isEstablished() {
    return core.commit() >= openingIndex;
  }

  /** An appointed leader reads what it has executed, as long as nobody else can be appointed. */
  private boolean leaseHolds(long nowMillis) {
    return nowMillis < core.lease.untilMillis();
  }

  boolean servesReads(long nowMillis) {
    return nowMillis < servesReadsUntil();
  }

  long servesReadsUntil() {
    if (!core.elects()) {
      return core.lease.untilMillis();
    }
    boolean opened = isEstablished() || !core.rules.readsNeedCommittedEpoch();
    return opened && !handover.supportGivenUp() ? replication.supportedUntil() : Long.MIN_VALUE;
  }

  void transferTo(MemberId target, long nowMillis) {
    if (!core.elects() || target.equals(core.id) || !core.membership().isVoter(target)) {
      core.emit(new Effect.Refused(Refusal.NOT_POSSIBLE));
      return;
    }
    handover.begin(target, nowMillis);
    handover.proceed(replication);
  }

  void snapshotEnded(MemberId to, long nowMillis) {
    replication.snapshotEnded(to, nowMillis);
  }

  // -----------------------------------------------------------------------------------------
  // progress

  @Override
  public void receive(Message message, long nowMillis) {
    switch (message) {
      case Message.AppendReply reply -> {
        replication.answered(reply, nowMillis);
        advance(nowMillis);
        reads.answered(replication.answeredRound());
        handover.proceed(replication);
      }
      case Message.VoteReply ignored -> {}
      case Message.TimeoutNow ignored -> {}
      case Message.Resigned ignored -> {}
      case Message.Append append -> throw Replica.unexpected(append);
      case Message.Snapshot snapshot -> throw Replica.unexpected(snapshot);
      case Message.Adopted adopted -> throw Replica.unexpected(adopted);
      case Message.Appointed appointed -> throw Replica.unexpected(appointed);
      case Message.VoteRequest request -> throw Replica.unexpected(request);
    }
  }

  /** Commits what a majority holds, if that reaches an entry of this epoch. */
  void advance(long nowMillis) {
    long held = core.policy.committed(core.membership(), core.id, this::holds);
    if (held > core.commit() && core.rules.maySettle(core.log.position(held).epoch(), epoch)) {
      core.commitTo(held);
      replication.broadcast(nowMillis);
    }
  }

  /**
   * The store takes what no follower has. If one of them is appointed, this replica has to come
   * back under another life; so that is not done while they can keep up.
   */
  void goAlone(long nowMillis) {
    long held = core.durableIndex();
    if (!core.elects() && held > core.commit() && held >= openingIndex) {
      core.commitTo(held);
      replication.broadcast(nowMillis);
    }
  }

  long acknowledged(MemberId member) {
    return holds(member);
  }

  private long holds(MemberId member) {
    return member.equals(core.id)
        ? core.rules.ownAcknowledgement(core.durableIndex(), core.log.lastIndex())
        : replication.match(member);
  }

  // ---------------------------------------------------------------------------------------------
  // time

  @Override
  public void tick(long nowMillis) {
    handover.tick(nowMillis);
    replication.tick(nowMillis);
    checkSupport(nowMillis);
    if (nowMillis >= resignAt) {
      resign(nowMillis);
    }
  }

  @Override
  public void supportChanged(int node, long nowMillis) {
    replication.supportChanged(node, nowMillis);
    checkSupport(nowMillis);
  }

  private void checkSupport(long nowMillis) {
    if (!core.elects()) {
      return; // another epoch ends it; while its lease is over it takes and answers nothing
    }
    boolean supported =
        core.membership()
            .isMajority(
                member ->
                    member.equals(core.id)
                        || core.liveness.heldFrom(member.node()).holdsAt(nowMillis));
    if (supported) {
      resignAt = Long.MAX_VALUE;
    } else if (resignAt == Long.MAX_VALUE) {
      resignAt = nowMillis + Timing.RESIGN_MILLIS;
    }
  }

  /** Tells those that still hear us, so that they are free to elect another. */
  private void resign(long nowMillis) {
    for (MemberId other : core.membership().others(core.id)) {
      core.send(new Message.Resigned(core.id, other, epoch));
    }
    core.follow(Optional.empty(), nowMillis);
  }

  @Override
  public long wakeAt() {
    return Math.min(resignAt, Math.min(handover.wakeAt(), replication.wakeAt()));
  }
}
