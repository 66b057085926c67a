package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.Expiry;
import io.talus.testkit.store.SlotStoreContract;
import io.talus.testkit.store.StoreFixture;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest extends SlotStoreContract {
  @Override
  protected SlotStore create() {
    return new MemoryStore();
  }

  @Override
  protected SlotStore reopen(SlotStore store) {
    store.close();
    return crash(store);
  }

  @Override
  protected SlotStore crash(SlotStore store) {
    return ((MemoryStore) store).crash();
  }

  @Override
  protected SlotStore startFrom(SlotStore store, Path checkpoint) {
    return ((MemoryStore) store).startFrom(checkpoint);
  }

  @Test
  void someReadsOfMemoryAreColdAndReadsOfTheDiskNever() {
    StoreFixture cold = new StoreFixture(MemoryStore.withColdReads(new Random(1), 0.5));
    Bytes key = Bytes.of("k");
    cold.write(new PutString(key, Bytes.of("v"), Expiry.NEVER, Expiry.NEVER));

    int notInMemory = 0;
    for (int i = 0; i < 1000; i++) {
      Loaded loaded = cold.store().load(cold.address(), key, ReadTier.MEMORY, 1);
      notInMemory += loaded instanceof Loaded.NotInMemory ? 1 : 0;
      assertInstanceOf(
          Loaded.Whole.class, cold.store().load(cold.address(), key, ReadTier.DISK, 1));
    }

    assertEquals(500, notInMemory, 100);
  }

  @Test
  void aFolderTakesOneCheckpoint() {
    MemoryStore store = new MemoryStore();
    Path folder = Path.of("checkpoint");

    assertThrows(StoreException.class, () -> store.startFrom(folder));
    store.checkpoint(folder);

    assertThrows(StoreException.class, () -> store.checkpoint(folder));
  }
}
