package io.talus.simulation;

import io.talus.adapters.memory.MemoryStore;
import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.SlotStore;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The store of a machine: it outlives the processes that use it. */
interface MachineStore extends AutoCloseable {
  /** What the process that runs now uses. */
  SlotStore current();

  /**
   * The process ends, or the machine: what was not flushed is lost. (RocksDB has no log of its own
   * here, and what it flushes it syncs.)
   */
  void crash();

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
      public void crash() {
        store = store.crash();
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }

  /** RocksDB in a folder. */
  static MachineStore onRocksDb(Path folder) {
    RocksDbOptions options = RocksDbOptions.withMemory(16 << 20);
    return new MachineStore() {
      private RocksDbStore store = RocksDbStore.open(folder, options);

      @Override
      public SlotStore current() {
        return store;
      }

      @Override
      public void crash() {
        store.abandon();
        store = RocksDbStore.open(folder, options);
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }
}
