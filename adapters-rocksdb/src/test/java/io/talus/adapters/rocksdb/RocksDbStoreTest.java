package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.adapters.rocksdb.write.CountLimits;
import io.talus.application.port.SlotStore;
import io.talus.testkit.store.SlotStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class RocksDbStoreTest extends SlotStoreContract {
  private static final RocksDbOptions OPTIONS = RocksDbOptions.withMemory(16 << 20);

  /** Small enough for sorted sets of a few dozen members to have trees of several levels. */
  private static final CountLimits COUNTS = new CountLimits(4, 4, 4);

  @TempDir private Path folder;
  private Path current;
  private int copies;

  @Override
  protected SlotStore create() {
    current = folder.resolve("store" + copies++);
    return RocksDbStore.open(current, OPTIONS, COUNTS);
  }

  @Override
  protected SlotStore reopen(SlotStore store) {
    store.close();
    return RocksDbStore.open(current, OPTIONS, COUNTS);
  }

  @Override
  protected SlotStore crash(SlotStore store) {
    ((RocksDbStore) store).abandon();
    return RocksDbStore.open(current, OPTIONS, COUNTS);
  }

  @Override
  protected SlotStore startFrom(SlotStore store, Path checkpoint) {
    return RocksDbStore.open(checkpoint, OPTIONS, COUNTS);
  }
}
