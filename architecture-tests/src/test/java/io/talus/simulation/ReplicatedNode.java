package io.talus.simulation;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.rocksdb.binlog.SegmentedBinlog;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import io.talus.application.following.Durability;
import io.talus.application.host.Host;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.Commits;
import io.talus.application.log.LogRetention;
import io.talus.application.log.LogScan;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.Binlog;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.SlotStore;
import io.talus.application.replication.Replicas;
import io.talus.application.replication.SlotWatch;
import io.talus.application.route.Route;
import io.talus.application.server.Node;
import io.talus.application.session.Session;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import io.talus.testkit.simulation.SimulatedLoop;
import io.talus.testkit.simulation.SimulatedThreads;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A process of a node whose slots have replicas on others. */
final class ReplicatedNode {
  static final int TABLE = 1;
  private static final int READERS = 4;
  private static final int RECENT_BYTES = 2_000;
  private static final Route HERE = new Route.Here();
  private static final Reply.Error ELSEWHERE = new Reply.Error("ELSEWHERE");
  private static final Route NOT_HERE =
      new Route.Elsewhere((session, spec, args, answer) -> answer.accept(ELSEWHERE));

  private final int number;
  private final GroupFault fault;
  private final Machine machine;
  private final Circumstances circumstances;
  private final Trace trace;
  private final Runnable elected;
  private final SimulatedLoop loop;
  private final SimulatedThreads readers;
  private final SimulatedThreads syncThread;
  private final SimulatedThreads writerThread;
  private final SlotStore store;
  private final Binlog binlog;
  private final BackgroundWriter writer;
  private final ShardAssembly.Durable running;
  private final Replicas replicas;
  private final Set<Session> confirmed = new HashSet<>();

  ReplicatedNode(
      int number,
      Machine machine,
      Circumstances circumstances,
      SplittableRandom random,
      long logBytes,
      PeerHub hub,
      int nodes,
      GroupFault fault,
      Trace trace,
      Runnable elected) {
    this.elected = elected;
    this.number = number;
    this.fault = fault;
    this.machine = machine;
    this.circumstances = circumstances;
    this.trace = trace;
    loop = new SimulatedLoop(machine.clock());
    readers = new SimulatedThreads(random, READERS);
    syncThread = new SimulatedThreads(random, 1);
    writerThread = new SimulatedThreads(random, 1);
    store = machine.store().current();
    Binlog log =
        SegmentedBinlog.open(machine.disk(), circumstances.segmentBytes(), store.durableMark());
    binlog = fault.isOfLog() ? new BrokenBinlog(log, fault) : log;
    LogScan found = LogScan.read(binlog, store);
    Commits commits = new Commits();
    if (fault != GroupFault.TAILS_ARE_TRUSTED_AT_THE_START) {
      found
          .replicas()
          .forEach(each -> commits.await(each.slot(), store.applied(each.slot()).index()));
    }
    writer = new BackgroundWriter(binlog, store, circumstances.limits(), commits);
    writer.retention(LogRetention.keepsAll());
    writer.applyAll();
    long epoch = machine.nextEpoch();
    running = assemble(random, epoch);
    PeerNetwork network = hub.open(number, loop);
    replicas =
        Replicas.open(
            new Replicas.Self(number, epoch, new NodeLease(3000, 300), RECENT_BYTES, logBytes, 0),
            new Replicas.Parts(
                running.replicated(),
                running.log(),
                binlog,
                store,
                loop,
                readers,
                network,
                writer,
                writerThread,
                random),
            found,
            table -> ConsistencyPolicy.QUORUM,
            new Told());
    network.receiver(new Receiver());
    Set<Integer> others = new HashSet<>();
    for (int other = 1; other <= nodes; other++) {
      if (other != number) {
        others.add(other);
      }
    }
    replicas.peers(others);
    if (found.replicas().isEmpty()) {
      begin(nodes);
    }
  }

  private void begin(int nodes) {
    MemberId[] voters = new MemberId[nodes];
    for (int i = 0; i < nodes; i++) {
      voters[i] = MemberId.on(i + 1);
    }
    for (int slot = 0; slot < Circumstances.TABLE_SLOTS; slot++) {
      replicas.begin(
          new SlotId(TABLE, slot),
          MemberId.on(number),
          Membership.ofVoters(voters),
          ConsistencyPolicy.QUORUM);
    }
  }

  private ShardAssembly.Durable assemble(SplittableRandom random, long epoch) {
    NodeTables tables =
        NodeTables.open(
            machine.tables(),
            syncThread,
            loop::post,
            Circumstances.TABLES,
            Circumstances.TABLE_SLOTS);
    Node node =
        new Node(Settings.initial(), Host.embedded(machine.clock().nowMillis()), loop, tables);
    return new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            random,
            node.viewSettings(),
            node::isExpiryActive,
            this::route)
        .durable(durability(epoch), node, node.admission(), node.ledger(), node.sessions());
  }

  private Durability durability(long epoch) {
    return new Durability(
        binlog,
        store,
        writer,
        new Ballast(machine.disk(), circumstances.ballastBytes()),
        epoch,
        circumstances::fsync,
        circumstances.limits(),
        readers,
        syncThread,
        writerThread,
        Circumstances.LARGE_ELEMENTS,
        circumstances::residentBytes,
        this::end);
  }

  private void end(RuntimeException failed) {
    if (!machine.maySyncFail()) {
      AssertionError failure = trace.failure("node %d gave up", number);
      failure.initCause(failed);
      throw failure;
    }
    throw new SimulatedCrash(Kind.MACHINE, "node " + number + " gave up");
  }

  private Route route(Session session, CommandSpec spec, Arguments args) {
    Set<SlotId> slots = new HashSet<>();
    for (KeySpec keys : spec.keys()) {
      keys.forEach(args, at -> slots.add(Replication.slotOf(session.table(), args.get(at))));
    }
    if (slots.isEmpty()) {
      return HERE;
    }
    SlotId slot = slots.iterator().next();
    if (!replicas.leads(slot)) {
      return NOT_HERE;
    }
    if (spec.has(CommandFlag.WRITE)
        || fault == GroupFault.READS_ARE_NOT_CONFIRMED
        || confirmed.remove(session)
        || replicas.servesReads(slot)) {
      return HERE;
    }
    return new Route.NotNow(
        held ->
            replicas.read(
                slot,
                () -> {
                  confirmed.add(held);
                  running.running().runner().again(held);
                },
                () -> running.running().runner().again(held)));
  }

  private final class Receiver implements PeerNetwork.Receiver {
    @Override
    public void received(int node, PeerMessage message) {
      replicas.received(node, message);
    }

    @Override
    public void connected(int node) {
      trace.add("%d: connected to %d", number, node);
    }

    @Override
    public void disconnected(int node) {
      trace.add("%d: disconnected from %d", number, node);
    }
  }

  private final class Told implements SlotWatch {
    @Override
    public void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
      trace.add("%d: %s in epoch %d is led by %s", number, slot, epoch, leader);
      if (leader.filter(member -> member.node() == number).isPresent()) {
        elected.run();
      }
    }

    @Override
    public void adopted(SlotId slot, long epoch, LogPosition last) {
      throw trace.failure("%d: nobody grants epochs here: %s %d", number, slot, epoch);
    }

    @Override
    public void diverged(SlotId slot, MemberId member) {
      throw trace.failure("%d: %s of %s has diverged", number, member, slot);
    }
  }

  int number() {
    return number;
  }

  Machine machine() {
    return machine;
  }

  SimulatedLoop loop() {
    return loop;
  }

  CommandGateway gateway() {
    return running.running().gateway();
  }

  Replicas replicas() {
    return replicas;
  }

  SlotStore store() {
    return store;
  }

  LogPosition last(SlotId slot) {
    return running.replicated().last(slot);
  }

  /** Runs something that waits; false if nothing does. */
  boolean work(SplittableRandom random) {
    List<BooleanSupplier> all =
        List.of(
            loop::runPosted,
            loop::runTimer,
            loop::runPosted,
            readers::runOne,
            syncThread::runOne,
            writerThread::runOne);
    int first = random.nextInt(all.size());
    for (int i = 0; i < all.size(); i++) {
      if (all.get((first + i) % all.size()).getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  static List<SlotId> slots() {
    return IntStream.range(0, Circumstances.TABLE_SLOTS)
        .mapToObj(slot -> new SlotId(TABLE, slot))
        .toList();
  }
}
