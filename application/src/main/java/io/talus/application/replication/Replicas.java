package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.background.Periodically;
import io.talus.application.gate.BlockLog;
import io.talus.application.gate.ReplicatedSlots;
import io.talus.application.gate.Replicator;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.EntryReader;
import io.talus.application.log.KnownReplica;
import io.talus.application.log.LogNote;
import io.talus.application.log.LogScan;
import io.talus.application.log.RecentRecords;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.SlotMessage;
import io.talus.application.port.Binlog;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.ShardSlot;
import io.talus.application.snapshot.SnapshotFigures;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.replica.CampaignAllotment;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.replica.ReplicaContext;
import io.talus.domain.replication.replica.SafetyRules;
import io.talus.domain.replication.replica.Timing;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All replicas of this node. It hands them what other nodes send, what time brings, and what
 * becomes of the log. Belongs to the shard's thread.
 */
public final class Replicas implements Replicator {
  private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

  /** A replica is a few times faster than the support that it waits for. */
  private static final long TICK_MILLIS = 20;

  private static final Comparator<SlotId> ORDER =
      Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot);

  /**
   * Who this node is among the others.
   *
   * @param number of the node
   * @param life of the process: larger than that of any before it on this node
   * @param lease that it holds with the metadata
   * @param recentBytes what the newest records may take in memory
   * @param logBytesKept how much of the log is kept on disk for nodes that were away
   * @param snapshotBytesPerSecond how fast snapshots leave for those that were away for longer, all
   *     together, at any time; 0 for as fast as it goes
   */
  public record Self(
      int number,
      long life,
      NodeLease lease,
      long recentBytes,
      long logBytesKept,
      LongSupplier snapshotBytesPerSecond) {}

  /**
   * What of the node its replicas work with.
   *
   * @param writerThread on which the writer works
   */
  public record Parts(
      ReplicatedSlots slots,
      BlockLog log,
      Binlog binlog,
      SlotStore store,
      EventLoop loop,
      Executor readers,
      PeerNetwork network,
      BackgroundWriter writer,
      Executor writerThread,
      RandomGenerator random) {}

  private final Parts parts;
  private final Heartbeats heartbeats;
  private final CampaignAllotment allotment = new CampaignAllotment(CampaignAllotment.PER_TICK);
  private final SnapshotTransfers transfers;
  private final EndedReplicas ended;
  private final SlotMail mail;
  private final ReadWaits reads = new ReadWaits();
  private final SyncWaits syncs;
  private final Surroundings surroundings;
  private final Map<SlotId, HostedReplica> replicas = new TreeMap<>(ORDER);

  /** Slots in which commands have done something in this tick. */
  private final Set<SlotId> executed = new LinkedHashSet<>();

  /** Replicas that have written in this tick. */
  private final List<HostedReplica> dirty = new ArrayList<>();

  /** When the next replica wants to be woken, or earlier. */
  private long wakeAt;

  /** What begins the replicas that the log does not speak of yet. */
  private final List<LogNote.Replica> beginnings = new ArrayList<>();

  private Replicas(Self self, Parts parts, LogScan found, SlotWatch watch) {
    this.parts = parts;
    this.syncs = new SyncWaits(parts.log(), this::nowMillis);
    this.heartbeats = new Heartbeats(self.number(), self.life(), parts.network(), nowMillis());
    this.transfers =
        new SnapshotTransfers(parts, self.snapshotBytesPerSecond(), found.index(), this::find);
    this.ended = new EndedReplicas(parts, transfers::isComing);
    this.mail = new SlotMail(parts.network(), () -> parts.loop().post(this::flush));
    ReplicaContext context =
        new ReplicaContext(
            heartbeats.liveness(),
            self.lease(),
            allotment,
            parts.random(),
            SafetyRules.RAFT,
            Timing.APPEND_ENTRIES_MAX);
    OldEntries old =
        new OldEntries(
            new EntryReader(parts.binlog()),
            found.index(),
            new Errands(parts.readers(), parts.loop()),
            new FailureLog(LOG, "old entries cannot be read", parts.loop()::nanoTime));
    this.surroundings =
        new Surroundings(
            parts.slots(),
            parts.log(),
            parts.store(),
            parts.loop(),
            context,
            new RecentRecords(self.recentBytes()),
            found.index(),
            old,
            mail,
            reads,
            transfers,
            watch,
            dirty::add,
            millis -> wakeAt = Math.min(wakeAt, millis));
  }

  /**
   * Begins with the replicas that the log speaks of.
   *
   * @param policies by the number of the table
   * @param watch is told who leads
   */
  public static Replicas open(
      Self self,
      Parts parts,
      LogScan found,
      Function<Integer, ConsistencyPolicy> policies,
      SlotWatch watch) {
    Replicas replicas = new Replicas(self, parts, found, watch);
    parts.log().replicator(replicas);
    KeptLog kept =
        new KeptLog(
            parts, self.logBytesKept(), found.index(), replicas.transfers, replicas.replicas);
    parts.writer().retention(upTo -> parts.loop().post(() -> kept.storeHas(upTo)));
    for (KnownReplica known : found.replicas()) {
      MemberId member =
          known.member().orElseThrow(() -> new IllegalStateException("no member: " + known.slot()));
      ConsistencyPolicy policy = policies.apply(known.slot().table());
      parts.slots().releasedByOthers(known.slot(), policy == ConsistencyPolicy.QUORUM);
      replicas.open(member, policy, known);
    }
    Periodically.run(parts.loop(), TICK_MILLIS, "the tick of all replicas", replicas::tick);
    return replicas;
  }

  private void open(MemberId member, ConsistencyPolicy policy, KnownReplica known) {
    HostedReplica replica = new HostedReplica(member, policy, known, surroundings);
    replicas.put(known.slot(), replica);
    wakeAt = Math.min(wakeAt, replica.wakeAt());
  }

  // --------------------------------------------------------------------------------------------
  // which replicas there are

  /** The other nodes that this one is to exchange heartbeats with. */
  public void peers(Collection<Integer> nodes) {
    heartbeats.peers(nodes);
  }

  /**
   * A slot is to have a replica here, which has none yet. What the slot holds is what the group
   * begins with: nothing, or, where this node was alone with it, all of it.
   *
   * @param membership who belongs to the group; nobody, for a learner, which will be told
   */
  public void begin(SlotId slot, MemberId member, Membership membership, ConsistencyPolicy policy) {
    if (replicas.containsKey(slot)) {
      throw new IllegalStateException("there is a replica already of " + slot);
    }
    LogPosition start = parts.slots().last(slot);
    LogNote.Replica begins =
        new LogNote.Replica(
            slot,
            member,
            start.epoch(),
            Optional.empty(),
            start,
            membership,
            List.of(),
            LogNote.Replica.Reason.BEGINS);
    parts.slots().add(begins);
    beginnings.add(begins);
    KnownReplica known = new KnownReplica(slot);
    known.take(begins, false);
    parts.slots().replicate(slot, policy == ConsistencyPolicy.QUORUM);
    open(member, policy, known);
  }

  /** The slot's table is gone, and its replica with it; what the store has of it goes, soon. */
  public void end(SlotId slot) {
    HostedReplica replica = replicas.remove(slot);
    if (replica != null) {
      long last = parts.slots().last(slot).index();
      replica.end();
      surroundings.recent().forget(slot);
      surroundings.index().forget(slot);
      parts.slots().end(slot);
      ended.add(slot, last);
    }
  }

  /** The replica of a slot; null if this node has none. */
  private @Nullable HostedReplica find(SlotId slot) {
    return replicas.get(slot);
  }

  /** Which replica of the slot this node has; empty if none. */
  public Optional<MemberId> member(SlotId slot) {
    return Optional.ofNullable(find(slot)).map(HostedReplica::member);
  }

  /** How the slot is replicated here; empty if this node has no replica. */
  public Optional<ConsistencyPolicy> policy(SlotId slot) {
    return Optional.ofNullable(find(slot)).map(HostedReplica::policy);
  }

  /** The epoch that the slot's replica has come to; 0 if this node has none. */
  public long epoch(SlotId slot) {
    HostedReplica replica = find(slot);
    return replica == null ? 0 : replica.epoch();
  }

  /** The voter of the slot's group that lives on the node, as far as this node's replica knows. */
  public Optional<MemberId> voterOn(SlotId slot, long node) {
    HostedReplica replica = find(slot);
    return replica == null
        ? Optional.empty()
        : replica.membership().voters().stream().filter(voter -> voter.node() == node).findFirst();
  }

  /** Where the slot's log ends on this node, which has a replica of it. */
  public LogPosition last(SlotId slot) {
    return parts.slots().last(slot);
  }

  /**
   * Up to where the member has the log of the slot, durably, that this node leads; 0 if it does
   * not.
   */
  public long acknowledged(SlotId slot, MemberId member) {
    HostedReplica replica = find(slot);
    return replica == null ? 0 : replica.acknowledged(member);
  }

  /** Whether the member lacks what the log of the slot, that this node leads, does not hold. */
  public boolean needsSnapshot(SlotId slot, MemberId member) {
    HostedReplica replica = find(slot);
    return replica != null && replica.acknowledged(member) < replica.logStart().index();
  }

  /**
   * Looks at the replicas when all that they have is in the log, and says what was seen when that
   * is synced.
   */
  public <T> void whenSynced(Supplier<T> look, Consumer<T> then) {
    parts.slots().append();
    T seen = look.get();
    if (parts.log().isDurable()) {
      then.accept(seen);
    } else {
      parts.log().whenDurable(() -> then.accept(seen));
    }
  }

  /** The slots of which this node has a replica. */
  public Set<SlotId> slots() {
    return Set.copyOf(replicas.keySet());
  }

  /** Whether commands on the slot are to run here. */
  public boolean leads(SlotId slot) {
    HostedReplica replica = find(slot);
    return replica != null && replica.leads();
  }

  /** What answers for the slot whether it may be read here; null if this node has no replica. */
  public @Nullable ServingReplica serving(SlotId slot) {
    return find(slot);
  }

  /** Whether commands that read the slot may run here at this moment. */
  public boolean servesReads(SlotId slot) {
    HostedReplica replica = find(slot);
    return replica != null && replica.servesReads();
  }

  /** Whether the slot may be read here for a client that can do with what a follower has. */
  public boolean servesStaleReads(SlotId slot) {
    HostedReplica replica = find(slot);
    return replica != null && replica.servesStaleReads();
  }

  /** How the replica of the slot stands; empty if this node has none. */
  public Optional<ReplicaFigures> figures(SlotId slot) {
    return Optional.ofNullable(find(slot)).map(HostedReplica::figures);
  }

  /** How snapshots of whole slots come and go. */
  public SnapshotFigures snapshots() {
    return transfers.figures();
  }

  /** Something happens to a replica; nothing, if there is none. */
  public void step(SlotId slot, Event event) {
    HostedReplica replica = find(slot);
    if (replica != null) {
      replica.step(event);
    }
  }

  /**
   * Asks the others whether this node still leads, for a read that memory may not answer alone.
   *
   * @param refused runs if this node does not lead, as far as it knows
   */
  public void read(SlotId slot, Runnable ready, Runnable refused) {
    HostedReplica replica = find(slot);
    if (replica == null || reads.isFull()) {
      refused.run();
      return;
    }
    replica.step(new Event.Read(reads.add(slot, ready, refused)));
  }

  // --------------------------------------------------------------------------------------------
  // messages

  /** Another node has something to say about slots, or to this node. */
  public void received(int node, PeerMessage message) {
    switch (message) {
      case PeerMessage.Slots slots -> slots.messages().forEach(each -> received(node, each));
      case PeerMessage.Beat beat -> heartbeats.received(node, beat.heartbeat(), nowMillis());
      case PeerMessage.BeatReply reply -> heartbeats.received(node, reply.reply(), nowMillis());
      case PeerMessage.SnapshotPiece piece -> transfers.received(node, piece);
      case PeerMessage.SnapshotProgress progress -> transfers.received(node, progress);
      case PeerMessage.Call call -> throw notOfReplicas(call);
      case PeerMessage.Answer answer -> throw notOfReplicas(answer);
      case PeerMessage.Cancel cancel -> throw notOfReplicas(cancel);
      case PeerMessage.Question question -> throw notOfReplicas(question);
      case PeerMessage.QuestionReply reply -> throw notOfReplicas(reply);
    }
  }

  private static IllegalArgumentException notOfReplicas(PeerMessage message) {
    return new IllegalArgumentException("not for replicas: " + message);
  }

  private void received(int node, SlotMessage message) {
    HostedReplica replica = find(message.slot());
    if (replica != null
        && replica.member().equals(message.message().to())
        && message.message().from().node() == node) {
      replica.receive(message);
    }
  }

  /** What waits to be sent leaves, but not before the log has what it speaks of. */
  private void flush() {
    parts.slots().append();
    mail.send();
  }

  // --------------------------------------------------------------------------------------------
  // the log

  @Override
  public void executed(ShardSlot slot, byte[] array, int from, int to) {
    SlotId id = new SlotId(slot.table(), slot.number());
    surroundings.recent().add(id, slot.lastIndex(), Arrays.copyOfRange(array, from, to));
    executed.add(id);
  }

  @Override
  public void appending() {
    for (SlotId slot : List.copyOf(executed)) {
      HostedReplica replica = find(slot);
      if (replica != null) {
        replica.tickEnds();
      }
    }
  }

  @Override
  public void appended() {
    executed.clear();
    beginnings.clear();
    List<HostedReplica> wrote = List.copyOf(dirty);
    dirty.clear();
    for (HostedReplica replica : wrote) {
      syncs.add(replica);
      TickWrites writes = replica.writes();
      writes.appended();
      long committed = writes.takeCommitted();
      if (committed > 0) {
        parts.slots().committed(replica.slot(), committed);
      }
    }
    syncs.request();
    mail.send();
    syncs.persistOthers();
  }

  /**
   * What a replica writes must not be in the log without that it has begun: a start would take its
   * slot for this node's alone. So that goes into the next tick, before anything else.
   */
  @Override
  public void discarded() {
    heartbeats.notLogged(nowMillis());
    executed.clear();
    beginnings.forEach(parts.log()::add);
    List<HostedReplica> wrote = List.copyOf(dirty);
    dirty.clear();
    wrote.forEach(HostedReplica::discarded);
  }

  // --------------------------------------------------------------------------------------------
  // time

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(parts.loop().nanoTime());
  }

  private void tick() {
    long now = nowMillis();
    for (int peer : heartbeats.tick(syncs.waitingSince(), now)) {
      List.copyOf(replicas.values()).forEach(each -> each.step(new Event.SupportChanged(peer)));
    }
    allotment.refill();
    transfers.tick();
    if (now >= wakeAt) {
      wake(now);
    }
  }

  /** Nothing is due in most ticks, however many slots there are. */
  private void wake(long now) {
    wakeAt = Long.MAX_VALUE;
    for (HostedReplica replica : List.copyOf(replicas.values())) {
      if (replica.wakeAt() <= now) {
        replica.step(new Event.Tick());
      }
      replica.goAloneIfLeft();
      wakeAt = Math.min(wakeAt, replica.wakeAt());
    }
  }
}
