package io.talus.simulation;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.rocksdb.binlog.SegmentedBinlog;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.following.Durability;
import io.talus.application.gate.ReplicatedSlots;
import io.talus.application.host.Host;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.Commits;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.RollbackFiles;
import io.talus.application.port.Binlog;
import io.talus.application.port.SlotStore;
import io.talus.application.route.Router;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.Witness.Place;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import io.talus.testkit.simulation.SimulatedLoop;
import io.talus.testkit.simulation.SimulatedThreads;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A process: everything of a node but its sockets. It recovers when it is made; its loop and
 * threads run when the simulation lets them.
 */
final class NodeProcess {
  private static final int READERS = 4;

  private final Machine machine;
  private final Circumstances circumstances;
  private final Witness witness;
  private final SimulatedLoop loop;
  private final SimulatedThreads readers;
  private final SimulatedThreads syncThread;
  private final SimulatedThreads writerThread;
  private final SimulatedThreads copier;
  private final SlotStore store;
  private final Binlog binlog;
  private final BackgroundWriter writer;
  private final ShardAssembly.Durable running;
  private final @Nullable Replication replication;

  NodeProcess(
      Machine machine,
      Circumstances circumstances,
      SplittableRandom random,
      Witness witness,
      @Nullable Replication replication) {
    this.replication = replication;
    this.machine = machine;
    this.circumstances = circumstances;
    this.witness = witness;
    loop = new SimulatedLoop(machine.clock());
    readers = new SimulatedThreads(random, READERS);
    syncThread = new SimulatedThreads(random, 1);
    writerThread = new SimulatedThreads(random, 1);
    copier = new SimulatedThreads(random, 1);
    store = machine.store().current();
    SegmentedBinlog log =
        SegmentedBinlog.open(machine.disk(), circumstances.segmentBytes(), store.durableMark());
    witness.recovered(log.lastBlock());
    binlog = new WitnessedBinlog(log, witness, replication);
    Commits commits = new Commits();
    if (replication != null) {
      replication.recovered(log.lastBlock());
      replication.await(commits, store);
    }
    RollbackFiles rollback = new RollbackFiles(machine.rollback());
    writer = new BackgroundWriter(binlog, store, circumstances.limits(), commits, rollback);
    writer.applyAll();
    running = assemble(random);
    witness.indexes(this::nextIndex);
    if (replication != null) {
      replication.start(this);
    }
  }

  private ShardAssembly.Durable assemble(SplittableRandom random) {
    NodeTables tables =
        NodeTables.open(
            machine.tables(),
            syncThread,
            loop::post,
            Circumstances.TABLES,
            Circumstances.TABLE_SLOTS);
    Node node = new Node(Settings.initial(), host(), loop, tables);
    return new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            random,
            node.viewSettings(),
            node::isExpiryActive,
            replication == null ? Router.here() : new OneSlotAtATime())
        .durable(durability(), node, node.admission(), witness, node.sessions());
  }

  private Host host() {
    Host host = Host.embedded(machine.clock().nowMillis());
    return new Host(
        host.identity(),
        host.figures(),
        new StoreCopies(store, copier, loop),
        host.configFile(),
        host.lifecycle());
  }

  private Durability durability() {
    return new Durability(
        binlog,
        store,
        writer,
        new Ballast(machine.disk(), circumstances.ballastBytes()),
        machine.nextEpoch(),
        circumstances::fsync,
        circumstances.limits(),
        readers,
        syncThread,
        writerThread,
        Circumstances.LARGE_ELEMENTS,
        circumstances::residentBytes,
        this::end);
  }

  /** Log or store cannot be trusted any more. What was not synced may be gone. */
  private void end(RuntimeException failed) {
    if (!machine.maySyncFail()) {
      AssertionError failure = witness.trace().failure("the node gave up");
      failure.initCause(failed);
      throw failure;
    }
    throw new SimulatedCrash(Kind.MACHINE, "the node gave up");
  }

  SimulatedLoop loop() {
    return loop;
  }

  SimulatedThreads readers() {
    return readers;
  }

  SimulatedThreads syncThread() {
    return syncThread;
  }

  SimulatedThreads writerThread() {
    return writerThread;
  }

  /** Copies the store; whoever wants copies lets it run. */
  SimulatedThreads copier() {
    return copier;
  }

  /** Whether there is anything to run now, but for the copier. */
  boolean isBusy() {
    return loop.isBusy() || readers.isBusy() || syncThread.isBusy() || writerThread.isBusy();
  }

  SimulatedConnection connect(String name) {
    return new SimulatedConnection(
        name, witness.trace(), running.running().gateway(), this::isSafe);
  }

  private @Nullable Long nextIndex(SlotId slot) {
    return replication == null || !replication.isReplicated(slot)
        ? null
        : replicated().last(slot).index() + 1;
  }

  ReplicatedSlots replicated() {
    return running.replicated();
  }

  long nowMillis() {
    return machine.clock().nowMillis();
  }

  long syncedBlock() {
    return binlog.syncedBlock();
  }

  long lastBlock() {
    return binlog.lastBlock();
  }

  private boolean isSafe(Place place) {
    if (place.slot() != null && replication != null) {
      return replication.isCommitted(place.slot(), place.index());
    }
    return place.block() <= safeBlock();
  }

  private long safeBlock() {
    return circumstances.fsync() == FsyncPolicy.ALWAYS ? binlog.syncedBlock() : binlog.lastBlock();
  }

  /** Has the store flushed when the writer comes to it, as a checkpoint would. */
  void flushSoon() {
    writerThread.execute(writer::flush);
  }

  /** Brings the store up to the log, as a node does that is asked to stop. */
  void stop() {
    binlog.sync();
    writer.applyAll();
    writer.flush();
  }

  /** The store is never ahead of what is safe. */
  void check() {
    if (store.mark() > binlog.syncedBlock()) {
      throw witness
          .trace()
          .failure("the store has block %d, only %d is synced", store.mark(), binlog.syncedBlock());
    }
  }
}
