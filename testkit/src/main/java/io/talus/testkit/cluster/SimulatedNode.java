package io.talus.testkit.cluster;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.replica.CampaignAllotment;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.replica.ReplicaContext;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.replication.support.NodeSupport;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A node: a disk that survives, a process that may be killed or stand still, and its replicas. */
final class SimulatedNode {
  private static final int TICK_MILLIS = 10;
  private static final long LEASE_MILLIS = 3000;
  private static final long LEASE_MARGIN_MILLIS = 300;

  /** A write that waits longer than that for its sync says that the disk stalls. */
  private static final long STALL_MILLIS = NodeSupport.SUPPORT_MILLIS / 2;

  private final int id;
  private final Cluster cluster;
  private final NodeDisk disk = new NodeDisk();
  private final SyncLoop syncs = new SyncLoop(this, disk);
  private final Map<Integer, MemberId> members = new TreeMap<>();
  private final Set<MemberKey> tombstones = new HashSet<>();
  private final TreeMap<Integer, SimulatedReplica> replicas = new TreeMap<>();
  private final Deque<Runnable> backlog = new ArrayDeque<>();
  private NodeSupport support;
  private CampaignAllotment allotment = new CampaignAllotment(CampaignAllotment.PER_TICK);
  private int process;
  private boolean up;
  private boolean paused;
  private NodeLease lease = new NodeLease(LEASE_MILLIS, LEASE_MARGIN_MILLIS);
  private boolean pausesWithNextRead;
  private long heartbeatAt;
  private double clockRate = 1;
  private long clockOffset;
  private long wallOffset;

  SimulatedNode(int id, Cluster cluster) {
    this.id = id;
    this.cluster = cluster;
    this.support = new NodeSupport(id, 0, 0, cluster.rules().support());
  }

  int id() {
    return id;
  }

  Cluster cluster() {
    return cluster;
  }

  ClusterRules rules() {
    return cluster.rules();
  }

  int process() {
    return process;
  }

  boolean isUp() {
    return up;
  }

  boolean isPaused() {
    return paused;
  }

  Collection<SimulatedReplica> replicas() {
    return replicas.values();
  }

  Optional<SimulatedReplica> replica(int slot) {
    return Optional.ofNullable(replicas.get(slot));
  }

  Optional<MemberId> member(int slot) {
    return Optional.ofNullable(members.get(slot));
  }

  ReplicaContext replicaContext() {
    return new ReplicaContext(
        support,
        lease,
        allotment,
        cluster.randomOf(id),
        rules().safety(),
        cluster.appendEntriesMax());
  }

  long clock() {
    long wall = rules().owner().clockIsMonotonic() ? 0 : wallOffset;
    return clockOffset + (long) (clockRate * cluster.now()) + wall;
  }

  void clocks(double rate, long offset) {
    clockRate = rate;
    clockOffset = offset;
  }

  /** The metadata has confirmed that the node lives. */
  void renewLease() {
    lease.renewed(clock());
  }

  void jumpWallClock(long millis) {
    wallOffset += millis;
  }

  // ---------------------------------------------------------------------------------------
  // processes

  void start() {
    process++;
    up = true;
    paused = false;
    syncs.forget();
    heartbeatAt = clock();
    support = new NodeSupport(id, process, clock(), rules().support());
    lease = new NodeLease(LEASE_MILLIS, LEASE_MARGIN_MILLIS);
    allotment = new CampaignAllotment(CampaignAllotment.PER_TICK);
    members.forEach((slot, member) -> open(new MemberKey(slot, member)));
    tickLater();
  }

  private void open(MemberKey key) {
    SimulatedReplica replica = new SimulatedReplica(this, key, disk.find(key));
    cluster.invariants().opened(replica);
    replicas.put(key.slot(), replica);
  }

  void crash() {
    cluster.trace().crashed();
    up = false;
    paused = false;
    replicas.clear();
    backlog.clear();
    syncs.forget();
    pausesWithNextRead = false;
    cluster.invariants().durable(disk.crash(cluster.random()));
  }

  /** The disk is lost; what the node held has to come back under other member ids. */
  void wipe() {
    disk.wipe();
    if (rules().owner().wipedReplicasAreNew()) {
      members.clear();
    }
  }

  void pause() {
    paused = true;
  }

  /** What came meanwhile is done one after the other, which takes a while. */
  void resume() {
    if (up && paused) {
      paused = false;
      workOff();
    }
  }

  private void workOff() {
    if (up && !paused && !backlog.isEmpty()) {
      for (int i = cluster.random().nextInt(5); i >= 0 && !backlog.isEmpty() && !paused; i--) {
        backlog.removeFirst().run();
      }
      cluster.time().in(1, this::workOff);
    }
  }

  /** Stands still in the middle of the next read from memory. */
  void pauseWithNextRead() {
    pausesWithNextRead = true;
  }

  void readFromMemory() {
    if (pausesWithNextRead) {
      pausesWithNextRead = false;
      pause();
      cluster.time().in(cluster.random().nextLong(1, 2500), this::resume);
    }
  }

  /** Runs in the process, now or when it goes on; never in another one. */
  void run(Runnable action) {
    if (!up) {
      return;
    }
    if (paused || !backlog.isEmpty()) {
      backlog.add(action);
    } else {
      action.run();
    }
  }

  void later(long millis, Runnable action) {
    int here = process;
    cluster.time().in(millis, () -> run(() -> runIn(here, action)));
  }

  /** Now, or when the process goes on. */
  void now(Runnable action) {
    int here = process;
    run(() -> runIn(here, action));
  }

  private void runIn(int expected, Runnable action) {
    if (process == expected) {
      action.run();
    }
  }

  // --------------------------------------------------------------------------------------
  // membership

  void join(int slot, MemberId member, Membership membership) {
    MemberKey key = new MemberKey(slot, member);
    members.put(slot, member);
    disk.begin(key, membership);
    if (up) {
      open(key);
    }
  }

  /** The topology says that the replica is gone. */
  void bury(int slot, MemberId member) {
    tombstones.add(new MemberKey(slot, member));
    if (members.remove(slot, member)) {
      replicas.remove(slot);
    }
  }

  // --------------------------------------------------------------------------------------------
  // time

  private void tickLater() {
    later(TICK_MILLIS, this::tick);
  }

  private void tick() {
    tickLater();
    support.diskStalled(cluster.now() - disk.oldestUnsynced() > STALL_MILLIS);
    if (clock() >= heartbeatAt) {
      heartbeatAt = clock() + NodeSupport.HEARTBEAT_MILLIS;
      support.heartbeats(cluster.othersOf(id), clock()).forEach(this::send);
    }
    for (int peer : support.tick(clock())) {
      List.copyOf(replicas.values())
          .forEach(replica -> replica.step(new Event.SupportChanged(peer)));
    }
    allotment.refill();
    for (SimulatedReplica replica : List.copyOf(replicas.values())) {
      if (replica.machine().wakeAt() <= clock()) {
        replica.step(new Event.Tick());
      }
    }
  }

  // ----------------------------------------------------------------------------------------
  // messages

  private void send(Heartbeat heartbeat) {
    SimulatedNode peer = cluster.node(heartbeat.to());
    cluster.links().send(id, heartbeat.to(), () -> peer.run(() -> peer.receive(heartbeat)));
  }

  private void receive(Heartbeat heartbeat) {
    SimulatedNode peer = cluster.node(heartbeat.from());
    support
        .receive(heartbeat, clock())
        .ifPresent(
            reply ->
                cluster
                    .links()
                    .send(
                        id,
                        reply.to(),
                        () -> peer.run(() -> peer.support.receive(reply, peer.clock()))));
  }

  void send(Envelope envelope, int extraMillis) {
    int to = envelope.message().to().node();
    SimulatedNode peer = cluster.node(to);
    Runnable delivery = () -> peer.run(() -> peer.receive(envelope));
    if (extraMillis == 0) {
      cluster.links().send(id, to, delivery);
    } else {
      cluster.time().in(extraMillis, () -> cluster.links().send(id, to, delivery));
    }
  }

  private void receive(Envelope envelope) {
    MemberId to = envelope.message().to();
    MemberKey key = new MemberKey(envelope.slot(), to);
    if (!rules().owner().removedReplicasStayAway() && tombstones.remove(key)) {
      disk.forget(key);
      join(key.slot(), to, Membership.NONE);
    }
    replica(envelope.slot())
        .filter(replica -> replica.key().equals(key))
        .ifPresent(replica -> replica.receive(envelope));
  }

  // -------------------------------------------------------------------------------------------
  // disk

  void disk(int syncMillisMax) {
    syncs.millisMax(syncMillisMax);
  }

  void stickDisk() {
    syncs.stick();
  }

  void freeDisk() {
    syncs.free();
  }

  void write(NodeDisk.Written record) {
    disk.append(record);
    syncs.written();
  }

  void persisted(MemberKey key, long write) {
    replica(key.slot())
        .filter(replica -> replica.key().equals(key))
        .ifPresent(replica -> replica.step(new Event.Persisted(write)));
  }

  /** The stores reach the disk, and the log that they no longer need goes. */
  void flushAndDrop(SimulatedReplica replica, long keep) {
    if (!replica.mayFlush()) {
      return;
    }
    disk.flush(replica.key(), replica.store());
    long through = replica.store().applied() - keep;
    if (through > replica.machine().logStart().index()) {
      disk.drop(replica.key(), through);
      replica.dropLog(through);
    }
  }

  // -----------------------------------------------------------------------------------------
  // clients

  void request(Operation operation) {
    Optional<SimulatedReplica> replica = replica(operation.slot);
    if (replica.isPresent()) {
      replica.get().request(operation);
    } else {
      refuse(operation);
    }
  }

  void answer(Operation operation, StoreState.Value value) {
    cluster.invariants().answered(operation, value);
    cluster.reply(() -> operation.done(value.value(), cluster.now()));
  }

  void refuse(Operation operation) {
    cluster.reply(() -> operation.ended(Operation.Outcome.REFUSED));
  }

  void giveUp(Operation operation) {
    cluster.reply(() -> operation.ended(Operation.Outcome.UNKNOWN));
  }
}
