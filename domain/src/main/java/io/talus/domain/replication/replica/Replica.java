package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * One replica of one slot: plain Raft (Ongaro's dissertation, 2014), with PreVote, and with
 * liveness taken from the support between nodes ({@link
 * io.talus.domain.replication.support.NodeSupport}). Where leaders are appointed instead of
 * elected, {@code Appointment} takes the place of votes.
 *
 * <pre>
 *   role       event                                          -> role       what happens
 *   any        append, snapshot of a newer epoch              -> follower   epoch written
 *   any        other message of a newer epoch, while bound    -> the same   dropped
 *   any        other message of a newer epoch                 -> follower   epoch written
 *   any        append, snapshot of an older epoch             -> the same   refused with the epoch
 *   any        other message of an older epoch                -> the same   dropped
 *   any        vote request, while bound by support           -> the same   refused, epoch as it is
 *   any        vote request of a newer epoch, or free vote    -> follower   epoch and vote written
 *   any        pre-vote request                               -> the same   answered, nothing written
 *   follower   append                                         -> follower   cut at a conflict, appended, acknowledged when durable
 *   follower   snapshot                                       -> follower   log reset behind it
 *   follower   support for the leader lapsed, its time came   -> pre-candidate
 *   follower   TimeoutNow                                     -> candidate  epoch + 1 and its vote written
 *   follower   Resigned                                       -> follower   of nobody
 *   pre-cand.  a majority would vote for it                   -> candidate  epoch + 1 and its vote written
 *   candidate  a majority of durable votes                    -> leader     empty entry appended
 *   candidate  a majority refused, or its time is over        -> follower   of nobody, tries later
 *   (pre-)cand append, snapshot of this epoch                 -> follower
 *   leader     acknowledgements, its own durability           -> leader     commits entries of its epoch
 *   leader     a majority has not supported it for a while    -> follower   says Resigned
 * </pre>
 *
 * <p><b>Order.</b> Effects are carried out in the order given. Writes go to the disk in their
 * order; {@link Event.Persisted} reports them. Everything that leaves the replica and depends on a
 * write (acknowledgements, refusals, votes, pre-votes, and requests for them, the leader's own
 * acknowledgement) is held until then; appends are not.
 *
 * <p><b>What the owner does besides.</b> It tells every replica with a member on a node when
 * support between the two nodes has changed, and calls {@link Event.Tick} when {@link #wakeAt} has
 * come. It creates a replica only for a member id that the topology names and that has no
 * tombstone, never because of a message. A reply that waits for a unit is released when the unit's
 * <em>position</em> is committed, and is given up with {@link Effect.LeadershipLost} of its epoch;
 * a read from memory is checked by {@link #servesReads} when it runs and again when its reply
 * leaves.
 *
 * <p>Owned by the event loop of its slot.
 */
public final class Replica {
  private final Core core;

  /**
   * @param policy whether the group elects its leaders or has them appointed, and what is committed
   */
  public Replica(
      MemberId id,
      Stored stored,
      ConsistencyPolicy policy,
      ReplicaContext context,
      long nowMillis) {
    this.core = new Core(id, stored, policy, context, nowMillis);
  }

  /**
   * Lets something happen.
   *
   * @param nowMillis the same clock as that of the node's support
   * @return what to do, in this order
   */
  public List<Effect> step(Event event, long nowMillis) {
    switch (event) {
      case Event.Received received -> receive(received.message(), nowMillis);
      case Event.Persisted persisted -> persisted(persisted.write(), nowMillis);
      case Event.SupportChanged changed -> core.role().supportChanged(changed.node(), nowMillis);
      case Event.Tick ignored -> core.role().tick(nowMillis);
      case Event.AdoptEpoch adopt -> new Appointment(core).adopt(adopt.epoch(), nowMillis);
      case Event.Appoint appoint -> new Appointment(core).appoint(appoint.epoch());
      case Event.Seal ignored -> new Appointment(core).seal(nowMillis);
      case Event.GoAlone ignored -> {
        if (core.role() instanceof Leader leader) {
          leader.goAlone(nowMillis);
        }
      }
      case Event.LogDropped dropped ->
          core.log.dropThrough(Math.min(dropped.through(), core.commit()));
      case Event.Propose propose -> propose(propose.units(), nowMillis);
      case Event.ProposeChange propose -> propose(propose, nowMillis);
      case Event.Read read -> read(read.id(), nowMillis);
      case Event.TransferTo transfer -> transfer(transfer.target(), nowMillis);
      case Event.SnapshotEnded ended -> {
        if (core.role() instanceof Leader leader) {
          leader.snapshotEnded(ended.to(), nowMillis);
        }
      }
    }
    deliverToSelf(nowMillis);
    return core.takeEffects();
  }

  // ----------------------------------------------------------------------------------------
  // messages

  private void receive(Message message, long nowMillis) {
    if (!message.to().equals(core.id)) {
      return;
    }
    if (message instanceof Message.Adopted adopted) {
      new Appointment(core).adopted(adopted);
    } else if (message instanceof Message.Appointed appointed) {
      new Appointment(core).appointed(appointed, nowMillis);
    } else if (message instanceof Message.VoteRequest request) {
      if (core.elects()) {
        new Voting(core).answer(request, nowMillis);
      }
    } else if (core.rules.isFenced(message.epoch(), core.epoch())) {
      if (isFromLeader(message)) {
        new Reception(core).fence(message);
      }
    } else if (mayComeToEpochOf(message, nowMillis)) {
      comeToEpochOf(message, nowMillis);
      core.role().receive(message, nowMillis);
    }
  }

  /**
   * A voter that is bound to a leader takes a newer epoch only from who was elected in it: had it
   * come there otherwise, it would know of no leader and vote for anybody, while its leader counts
   * on it.
   */
  private boolean mayComeToEpochOf(Message message, long nowMillis) {
    return message.epoch() <= core.epoch()
        || isFromLeader(message)
        || !core.isBoundToAnother(nowMillis);
  }

  private void comeToEpochOf(Message message, long nowMillis) {
    Optional<MemberId> leader =
        isFromLeader(message) ? Optional.of(message.from()) : Optional.empty();
    boolean preVoteGranted =
        message instanceof Message.VoteReply reply
            && reply.ballot() == Ballot.PRE
            && reply.granted();
    if (message.epoch() > core.epoch() && !preVoteGranted) {
      core.enter(message.epoch(), Optional.empty());
      core.follow(leader, nowMillis);
    } else if (leader.isPresent() && !core.leader().equals(leader)) {
      core.follow(leader, nowMillis);
    }
  }

  private static boolean isFromLeader(Message message) {
    return message instanceof Message.Append || message instanceof Message.Snapshot;
  }

  private void deliverToSelf(long nowMillis) {
    for (List<Message> own = core.takeMessagesToSelf();
        !own.isEmpty();
        own = core.takeMessagesToSelf()) {
      own.forEach(message -> receive(message, nowMillis));
    }
  }

  static IllegalStateException unexpected(Message message) {
    return new IllegalStateException("not for this role: " + message);
  }

  // ------------------------------------------------------------------------------------------
  // requests

  private void persisted(long write, long nowMillis) {
    core.persisted(write);
    if (core.role() instanceof Leader leader) {
      leader.advance(nowMillis);
    }
  }

  private void propose(int units, long nowMillis) {
    if (core.role() instanceof Leader leader) {
      leader.propose(units, nowMillis);
    } else {
      core.emit(new Effect.Refused(Refusal.NOT_LEADER));
    }
  }

  private void propose(Event.ProposeChange propose, long nowMillis) {
    if (core.role() instanceof Leader leader) {
      leader.propose(propose.change(), nowMillis);
    } else {
      core.emit(new Effect.Refused(Refusal.NOT_LEADER));
    }
  }

  private void read(long id, long nowMillis) {
    if (core.role() instanceof Leader leader) {
      leader.read(id, nowMillis);
    } else {
      core.emit(new Effect.ReadRefused(id));
    }
  }

  private void transfer(MemberId target, long nowMillis) {
    if (core.role() instanceof Leader leader) {
      leader.transferTo(target, nowMillis);
    } else {
      core.emit(new Effect.Refused(Refusal.NOT_LEADER));
    }
  }

  // -------------------------------------------------------------------------------------------
  // queries

  public MemberId id() {
    return core.id;
  }

  public long epoch() {
    return core.epoch();
  }

  /** Who leads in this epoch, as far as this replica knows. */
  public Optional<MemberId> leader() {
    return core.leader();
  }

  public boolean isLeader() {
    return core.role() instanceof Leader;
  }

  /**
   * Whether this leader has committed an entry of its epoch. Only then does its committed
   * membership tell what can never change back: before, a change that it lacks may yet be committed
   * by another.
   */
  public boolean isEstablished() {
    return core.role() instanceof Leader leader && leader.isEstablished();
  }

  /** Whether this replica may answer reads from its memory at this moment. */
  public boolean servesReads(long nowMillis) {
    return core.role() instanceof Leader leader && leader.servesReads(nowMillis);
  }

  /**
   * Until when this replica may answer reads from its memory, as far as can be told now: what was
   * promised is not taken back before, but anything that happens to the replica may end it.
   */
  public long servesReadsUntil() {
    return core.role() instanceof Leader leader ? leader.servesReadsUntil() : Long.MIN_VALUE;
  }

  /** Whether this leader takes nothing, as it is handing over. */
  public boolean isHandingOver() {
    return core.role() instanceof Leader leader && leader.isHandingOver();
  }

  /**
   * Up to where the member's log is known to agree with this leader's, durably; 0 if this replica
   * does not lead, or nothing is known yet.
   */
  public long acknowledged(MemberId member) {
    return core.role() instanceof Leader leader ? leader.acknowledged(member) : 0;
  }

  public LogPosition last() {
    return core.log.last();
  }

  /** Up to here the log as it stands is durable. */
  public long durableIndex() {
    return core.durableIndex();
  }

  public long commit() {
    return core.commit();
  }

  /** The position before the first entry that is kept. */
  public LogPosition logStart() {
    return core.log.start();
  }

  /** Whether this very entry, not another at its index, is committed. */
  public boolean isCommitted(LogPosition position) {
    return position.index() <= core.commit() && core.log.contains(position);
  }

  /** Who belongs to the group, by the latest entry in the log. */
  public Membership membership() {
    return core.membership();
  }

  /** See {@link io.talus.domain.replication.log.ReplicaLog#history}. */
  public List<EpochRun> history() {
    return core.log.history();
  }

  public Membership membershipAt(long index) {
    return core.log.membershipAt(index);
  }

  /**
   * When to send {@link Event.Tick}; {@link Long#MAX_VALUE} while all is well and nobody writes.
   */
  public long wakeAt() {
    return core.role().wakeAt();
  }
}
