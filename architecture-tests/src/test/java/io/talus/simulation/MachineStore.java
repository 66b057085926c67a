package io.talus.simulation;

import io.talus.adapters.memory.MemoryStore;
import io.talus.application.port.SlotStore;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The store of a machine: it outlives the processes that use it. */
interface MachineStore extends AutoCloseable {
  /** What the process that runs now uses. */
  SlotStore current();

  /** The process ends, or the machine: what was not flushed may be lost. */
  void crash(Kind kind);

  @Override
  void close();

  /** In memory; some reads need the disk. */
  static MachineStore inMemory(SplittableRandom random, double coldShare) {
    return new MachineStore() {
      private MemoryStore store = MemoryStore.withColdReads(random, coldShare);

      @Override
      public SlotStore current() {
        return store;
      }

      @Override
      public void crash(Kind kind) {
        store = store.crash();
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }

  /** RocksDB below a folder. */
  static MachineStore onRocksDb(Path folder, SplittableRandom random) {
    return new RocksMachineStore(folder, random, store -> store);
  }

  /** The same, with a fault. */
  static MachineStore onFaultyRocksDb(
      Path folder, SplittableRandom random, UnaryOperator<SlotStore> fault) {
    return new RocksMachineStore(folder, random, fault);
  }
}
