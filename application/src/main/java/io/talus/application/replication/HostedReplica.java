package io.talus.application.replication;

import io.talus.application.log.KnownReplica;
import io.talus.application.log.LogNote;
import io.talus.application.peer.SlotMessage;
import io.talus.application.port.BinlogException;
import io.talus.application.port.SlotState;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.replica.Replica;
import io.talus.domain.replication.replica.Write;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica of a slot on this node: what happens goes into its state machine, and what that wants
 * done is done. Belongs to the shard's thread.
 *
 * <p>For maintainers. Commands run on the slot of a leader at once, and their units wait in the
 * tick; the machine is told of them ({@link Event.Propose}) when the tick ends, or before anything
 * else happens to it. What the machine writes goes into the same tick. When a tick cannot be
 * appended, the machine knows of writes that do not exist: then it begins anew from what the log
 * holds, as after a crash ({@link KnownReplica}), and nothing that it wanted to send in that tick
 * leaves.
 */
final class HostedReplica implements ServingReplica {
  private static final Logger LOG = LoggerFactory.getLogger(HostedReplica.class);

  private final SlotId slot;
  private final MemberId member;
  private final ConsistencyPolicy policy;
  private final Surroundings node;
  private final KnownReplica known;
  private final TickWrites writes;
  private final SlotEntries inLog;
  private Replica machine;

  /** Another one for each machine: what was written for one must not be reported to the next. */
  private int generation;

  private boolean proposing;

  /** What the log holds of the replica is not all synced: a machine would take it for durable. */
  private boolean asleep;

  private boolean ended;

  /** A snapshot that is being put in the place of all this has; nothing else happens meanwhile. */
  private Write.@Nullable Reset installing;

  /** Whether the machine is handing over its leadership, and takes nothing. */
  private boolean handingOver;

  /**
   * Whether the machine has begun to lead. Told when all is done that it wants: commands may run
   * then, and the unit that opens the epoch comes before them.
   */
  private boolean servesAgain;

  /** What the store has taken without any follower, since this replica began to lead. */
  private long unitsAlone;

  /** As the machine said last; asked for every command, so it is kept until something happens. */
  private long servesReadsUntil = Long.MIN_VALUE;

  HostedReplica(MemberId member, ConsistencyPolicy policy, KnownReplica known, Surroundings node) {
    this.slot = known.slot();
    this.member = member;
    this.policy = policy;
    this.known = known;
    this.node = node;
    this.writes = new TickWrites(known, node);
    this.inLog = new SlotEntries(known, writes, node);
    this.machine = begin();
  }

  private Replica begin() { // what the store was allowed to take it will have
    long commit = Math.max(node.store().applied(slot).index(), node.slots().committed(slot));
    return new Replica(member, known.stored(commit), policy, node.context(), node.nowMillis());
  }

  SlotId slot() {
    return slot;
  }

  MemberId member() {
    return member;
  }

  ConsistencyPolicy policy() {
    return policy;
  }

  KnownReplica known() {
    return known;
  }

  int generation() {
    return generation;
  }

  /** Who belongs to the group, as far as this replica knows. */
  Membership membership() {
    return machine.membership();
  }

  long epoch() {
    return machine.epoch();
  }

  /** The position before the first unit that the log keeps. */
  LogPosition logStart() {
    return machine.logStart();
  }

  /** What it says of a snapshot up to a position that the log keeps ({@link SnapshotHead}). */
  SnapshotHead head(LogPosition at, Optional<LogPosition> diverged) {
    Membership members = machine.membershipAt(at.index());
    return new SnapshotHead(machine.epoch(), at, members, machine.history(), diverged);
  }

  /** Whether nothing happens to it any more. */
  boolean hasEnded() {
    return ended;
  }

  long acknowledged(MemberId other) {
    return machine.acknowledged(other);
  }

  boolean leads() {
    return !ended && machine.isLeader();
  }

  @Override
  public boolean servesReads() {
    if (handingOver) {
      return false; // what were executed now would be refused by the machine
    }
    long now = node.nowMillis();
    if (now >= servesReadsUntil || policy == ConsistencyPolicy.ASYNC) { // a lease may get lost
      servesReadsUntil = machine.servesReadsUntil();
    }
    return now < servesReadsUntil;
  }

  /** A voter that hears of a leader, and whose store has all that its log has. */
  boolean servesStaleReads() {
    return !machine.isLeader()
        && machine.leader().isPresent()
        && machine.membership().isVoter(member)
        && node.slots().isReadable(slot);
  }

  @Override
  public boolean mayAsk() {
    return policy == ConsistencyPolicy.QUORUM && !handingOver;
  }

  ReplicaFigures figures() {
    return new ReplicaFigures(
        member,
        machine.epoch(),
        machine.leader(),
        machine.last(),
        machine.durableIndex(),
        machine.commit(),
        machine.membership(),
        unitsAlone);
  }

  long wakeAt() {
    return asleep ? Long.MAX_VALUE : machine.wakeAt();
  }

  TickWrites writes() {
    return writes;
  }

  // -------------------------------------------------------------------------------------------
  // events

  /** Something happens to the replica. */
  void step(Event event) {
    step(event, List.of());
  }

  /** A message of another node has come, with the records of its entries. */
  void receive(SlotMessage message) {
    step(new Event.Received(message.message()), message.records());
  }

  private void step(Event event, List<byte[]> records) {
    if (ended) {
      return;
    }
    if (asleep || (installing != null && !(event instanceof Event.Persisted))) {
      missed(event);
      return;
    }
    try {
      proposePending();
      perform(machine.step(event, node.nowMillis()), event, records);
    } catch (BinlogException notLogged) {
      beginAnew(notLogged);
    }
  }

  /** After a crash all that is found is synced; here it has to be waited for. */
  private void sleepUntilDurable() {
    if (!asleep && !node.log().isDurable()) {
      asleep = true;
      node.log().whenDurable(this::wake);
    }
  }

  private void wake() {
    asleep = false;
    if (!ended) {
      machine = begin();
      node.wakes().accept(machine.wakeAt());
    }
  }

  /**
   * It comes while a snapshot is installed, or before the log is synced: whoever sent it asks
   * again.
   */
  private void missed(Event event) {
    if (event instanceof Event.Read read) {
      node.reads().refused(read.id());
    }
  }

  /**
   * The tick is about to be appended: the machine is told of the units that commands have added.
   */
  void tickEnds() {
    try {
      proposePending();
    } catch (BinlogException notLogged) {
      beginAnew(notLogged);
    }
  }

  private void beginAnew(BinlogException notLogged) {
    LOG.warn("{} of {} begins anew: {}", member, slot, notLogged.getMessage());
    restart();
  }

  private void proposePending() {
    if (proposing || !machine.isLeader()) {
      return;
    }
    long count = node.slots().last(slot).index() - machine.last().index();
    if (count > 0) {
      proposing = true;
      try {
        Event propose = new Event.Propose(Math.toIntExact(count));
        perform(machine.step(propose, node.nowMillis()), propose, List.of());
      } finally {
        proposing = false;
      }
    }
  }

  /**
   * Where leaders are appointed nobody waits for followers that are away: when as much waits for
   * them as may, this leader goes on without.
   */
  void goAloneIfLeft() {
    if (policy != ConsistencyPolicy.ASYNC
        || !machine.isLeader()
        || !node.slots().takesNoMoreSoon(slot)) {
      return;
    }
    long before = machine.commit();
    step(new Event.GoAlone());
    long alone = machine.commit() - before;
    if (alone > 0) {
      if (unitsAlone == 0) {
        LOG.warn(
            "{}: {} goes on alone in epoch {}: its followers are too far behind",
            slot,
            member,
            machine.epoch());
      }
      unitsAlone += alone;
    }
  }

  /** The log has, durably, all up to this write of that machine. */
  void persisted(long write, int ofGeneration) {
    if (ofGeneration == generation) {
      step(new Event.Persisted(write));
    }
  }

  /** Nothing of the tick is in the log. */
  void discarded() {
    if (!writes.isEmpty() || installing != null) {
      restart();
    }
  }

  /** Nothing happens to it any more, and the log says so. */
  void end() {
    ended = true;
    generation++;
    writes.clear();
    node.mail().remove(message -> message.slot().equals(slot));
    node.reads().refuseAll(slot);
    node.slots().add(known.ended());
    node.watch().ledBy(slot, machine.epoch(), Optional.empty());
  }

  /** As after a crash: what is not in the log has never been. */
  private void restart() {
    boolean led = machine.isLeader();
    generation++;
    installing = null;
    servesReadsUntil = Long.MIN_VALUE;
    servesAgain = false;
    handingOver = false;
    writes.clear();
    node.mail().remove(message -> message.slot().equals(slot));
    node.recent().cutBehind(slot, known.last().index());
    machine = begin();
    sleepUntilDurable();
    node.wakes().accept(wakeAt());
    node.reads().refuseAll(slot);
    if (led) {
      node.slots().resigned(slot);
    }
    node.watch().ledBy(slot, machine.epoch(), Optional.empty());
  }

  // ------------------------------------------------------------------------------------------
  // effects

  private void perform(List<Effect> effects, Event event, List<byte[]> records) {
    servesReadsUntil = Long.MIN_VALUE;
    node.wakes().accept(machine.wakeAt());
    boolean wasHandingOver = handingOver;
    handingOver = machine.isHandingOver();
    for (Effect effect : effects) {
      perform(effect, event, records);
    }
    boolean keptIt = wasHandingOver && !handingOver; // the other one did not win
    if ((servesAgain || keptIt) && machine.isLeader()) {
      servesAgain = false;
      node.watch().ledBy(slot, machine.epoch(), Optional.of(member));
    }
  }

  private void perform(Effect effect, Event event, List<byte[]> records) {
    switch (effect) {
      case Effect.Persist persist -> write(persist.write(), event, records);
      case Effect.Send send -> inLog.send(send.message());
      case Effect.Committed committed -> {
        committed(committed.through().index());
        node.reads().committed(slot, committed.through().index());
      }
      case Effect.Proposed ignored -> {}
      case Effect.Refused refused -> refused(event, refused);
      case Effect.ReadReady ready ->
          node.reads().ready(ready.id(), ready.index(), machine.commit());
      case Effect.ReadRefused refused -> node.reads().refused(refused.id());
      case Effect.StreamSnapshot stream -> {
        node.transfers().wanted(this, stream);
        stream.diverged().ifPresent(each -> node.watch().diverged(slot, stream.to(), each));
      }
      case Effect.Leading ignored -> {
        unitsAlone = 0;
        servesAgain = true;
      }
      case Effect.LeadershipLost ignored -> {
        node.reads().refuseAll(slot);
        node.slots().resigned(slot);
      }
      case Effect.Following following ->
          node.watch().ledBy(slot, following.epoch(), following.leader());
      case Effect.EpochAdopted adopted ->
          node.watch().adopted(slot, adopted.epoch(), adopted.last());
    }
  }

  private void refused(Event event, Effect.Refused refused) {
    if (event instanceof Event.Propose) {
      // The units are in the tick, and those of other slots with them: they are cut off again.
      LOG.info("{}: units of {} are taken back: {}", slot, member, refused.reason());
      inLog.cut(machine.last());
    }
  }

  private void committed(long index) {
    if (writes.isEmpty()) {
      node.slots().committed(slot, index);
    } else {
      writes.committed(index);
    }
  }

  /** The log gives up, or will, entries up to this one that it has: they are in the store. */
  void dropThrough(long index) {
    long through = Math.min(index, Math.min(machine.commit(), known.last().index()));
    if (installing == null && through > machine.logStart().index()) {
      known.dropThrough(through);
      step(new Event.LogDropped(through));
    }
  }

  /** Says what the replica is, so that nothing before has to be read again. */
  void restate() {
    node.slots().add(known.restated());
  }

  // -------------------------------------------------------------------------------------------
  // writes

  private void write(Write write, Event event, List<byte[]> records) {
    switch (write) {
      case Write.Epoch entered ->
          inLog.note(new LogNote.EpochEntered(slot, member, entered.epoch(), entered.vote()));
      case Write.Entries entries -> entries(entries.entries(), event, records);
      case Write.Reset reset -> {
        installing = reset;
        node.transfers().install(this, reset);
        return;
      }
    }
    // Only now: a tail that had to be cut has ended a tick.
    if (writes.isEmpty()) {
      node.wrote().accept(this);
    }
    writes.add(write);
  }

  /** See {@link SlotEntries#givenUp}. */
  Stretch givenUp(Write.Reset reset) {
    return inLog.givenUp(reset);
  }

  /**
   * Has the log say, with this tick, that the snapshot is about to be installed.
   *
   * @return what it says
   */
  LogNote.Replica noteInstall(Write.Reset reset) {
    LogNote.Replica note = known.installs(reset);
    node.wrote().accept(this);
    inLog.note(note);
    return note;
  }

  /**
   * The store has the snapshot, durably, in place of all that it had.
   *
   * @param note what the log has said of that
   * @param ofGeneration of the machine that has taken it
   */
  void installed(SlotState state, LogNote.Replica note, int ofGeneration) {
    if (ended) {
      return;
    }
    Write.Reset reset = installing;
    known.take(note, true);
    node.recent().forget(slot);
    node.index().forget(slot);
    node.slots().installed(state);
    if (reset == null || ofGeneration != generation) {
      restart();
      return;
    }
    installing = null;
    step(new Event.Persisted(reset.number()));
    step(new Event.Tick()); // for what has been missed
  }

  private void entries(Stretch entries, Event event, List<byte[]> records) {
    if (event instanceof Event.Received received
        && received.message() instanceof Message.Append append) {
      inLog.follow(entries, records, append.entries().firstIndex());
    } else if (!proposing) {
      inLog.addOwn(entries, machine.epoch());
    }
  }
}
