package io.talus.simulation;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.rocksdb.binlog.SegmentedBinlog;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Arguments;
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
import io.talus.application.log.RollbackFiles;
import io.talus.application.log.WriterLimits;
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
import io.talus.domain.replication.group.MemberId;
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
  static final Reply.Error ELSEWHERE = new Reply.Error("ELSEWHERE");
  static final Route NOT_HERE =
      new Route.Elsewhere((session, spec, args, answer) -> answer.accept(ELSEWHERE));
  private static final Route HERE = new Route.Here();
  private static final int READERS = 4;
  private static final int RECENT_BYTES = 2_000;

  private final int number;
  private final long life;
  private final GroupSetting setting;
  private final Machine machine;
  private final SimulatedLoop loop;
  private final SimulatedThreads readers;
  private final SimulatedThreads syncThread;
  private final SimulatedThreads writerThread;
  private final SlotStore store;
  private final UnitsBinlog binlog;
  private final BackgroundWriter writer;
  private final GroupLeaders leaders;
  private final ShardAssembly.Durable running;
  private final Replicas replicas;

  ReplicatedNode(int number, Machine machine, SplittableRandom random, GroupSetting setting) {
    this.number = number;
    this.setting = setting;
    this.machine = machine;
    this.life = machine.nextEpoch();
    loop = new SimulatedLoop(machine.clock());
    readers = new SimulatedThreads(random, READERS);
    syncThread = new SimulatedThreads(random, 1);
    writerThread = new SimulatedThreads(random, 1);
    store = machine.store().current();
    binlog = new UnitsBinlog(open(), number, store, setting.units());
    PeerNetwork network = setting.hub().open(number, loop);
    leaders = leaders(network, random);
    binlog.watchWhile(this::hasTable);
    LogScan found = LogScan.read(binlog, store).of(leaders.tables().current());
    Commits commits = new Commits();
    if (setting.fault() != GroupFault.TAILS_ARE_TRUSTED_AT_THE_START) {
      found.await(commits, store);
    }
    writer = writer(commits);
    writer.retention(LogRetention.keepsAll());
    writer.applyAll();
    running = assemble(random);
    if (hasTable()) {
      slots().forEach(slot -> binlog.found(slot, last(slot)));
    }
    replicas =
        Replicas.open(
            new Replicas.Self(
                number,
                life,
                leaders.lease(),
                RECENT_BYTES,
                setting.logBytes(),
                setting::snapshotBytesPerSecond),
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
            _ -> setting.consistency(),
            new Told());
    leaders.begin(replicas, running.running(), found.replicas().isEmpty());
  }

  private Binlog open() {
    Binlog log =
        SegmentedBinlog.open(
            machine.disk(), setting.circumstances().segmentBytes(), store.durableMark());
    return setting.fault().isOfLog() ? new BrokenBinlog(log, setting.fault()) : log;
  }

  /** What is cut is kept where it may be missed: majorities never miss it. */
  private BackgroundWriter writer(Commits commits) {
    WriterLimits limits = setting.circumstances().limits();
    return setting.metadata().isPresent()
        ? new BackgroundWriter(
            binlog, store, limits, commits, new RollbackFiles(machine.rollback()))
        : new BackgroundWriter(binlog, store, limits, commits);
  }

  private GroupLeaders leaders(PeerNetwork network, SplittableRandom random) {
    if (setting.metadata().isEmpty()) {
      NodeTables tables =
          NodeTables.open(
              machine.tables(),
              syncThread,
              loop::post,
              Circumstances.TABLES,
              Circumstances.TABLE_SLOTS);
      return new ElectedLeaders(number, setting, tables, network);
    }
    AppointedLeaders.Site site =
        new AppointedLeaders.Site(loop, this::hear, syncThread, machine.tables());
    return new AppointedLeaders(number, setting, setting.metadata().get(), site, network, random);
  }

  /** A process does not begin before it knows what it is told at once. */
  private void hear() {
    while (loop.runPosted()) {
      // that is all there is
    }
  }

  private ShardAssembly.Durable assemble(SplittableRandom random) {
    NodeTables tables = leaders.tables();
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
        .durable(durability(), node, node.admission(), node.ledger(), node.sessions());
  }

  private Durability durability() {
    Circumstances circumstances = setting.circumstances();
    return new Durability(
        binlog,
        store,
        writer,
        new Ballast(machine.disk(), circumstances.ballastBytes()),
        life,
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
      AssertionError failure = setting.trace().failure("node %d gave up", number);
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
    return slots.isEmpty() ? HERE : leaders.route(session, spec, slots.iterator().next());
  }

  private final class Told implements SlotWatch {
    @Override
    public void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
      setting.trace().add("%d: %s in epoch %d is led by %s", number, slot, epoch, leader);
      if (leader.filter(member -> member.node() == number).isPresent() && slot.table() == TABLE) {
        setting.elected().run();
        setting.units().leads(number, life, slot, last(slot), binlog.end(slot));
      }
      leaders.ledBy(slot, epoch, leader);
    }

    @Override
    public void adopted(SlotId slot, long epoch, LogPosition last) {
      leaders.adopted(slot, epoch, last);
    }

    @Override
    public void diverged(SlotId slot, MemberId member, LogPosition committed) {
      setting.trace().add("%d: %s of %s has diverged: %s", number, member, slot, committed);
      leaders.diverged(slot, member, committed);
    }

    @Override
    public void unkept(SlotId slot, LogPosition kept, LogPosition through) {
      setting.trace().add("%d: %s has not kept %s to %s", number, slot, kept, through);
      setting.units().unkept(slot, kept, through);
      leaders.unkept(slot, kept, through);
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

  /** Whether the table that clients use is there, as far as this node knows. */
  boolean hasTable() {
    return leaders.tables().current().find(TABLE) != null;
  }

  /** Whether commands on the slot run here at this moment. */
  boolean serves(SlotId slot) {
    return leaders.serves(slot);
  }

  SlotStore store() {
    return store;
  }

  /** The process has died. */
  void end() {
    leaders.end();
  }

  /** Where the slot's log ends, with what was executed just now. */
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
