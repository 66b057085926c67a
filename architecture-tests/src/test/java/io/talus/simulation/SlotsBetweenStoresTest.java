package io.talus.simulation;

import io.talus.adapters.memory.MemoryStore;
import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.SlotStore;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import io.talus.testkit.store.SlotPieces;
import io.talus.testkit.store.StoreFixture;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one kind of store gives, the other takes. */
final class SlotsBetweenStoresTest {
  private static final int TURNS = 6;

  @TempDir private Path folder;
  private int stores;

  @Test
  void slotsGoFromMemoryToRocksDbAndBack() {
    Seeds.each(2, this::toAndFro);
  }

  private void toAndFro(RandomGenerator random) {
    StoreFixture fixture = new StoreFixture(new MemoryStore());
    RandomMutations commands = RandomMutations.withBuilding(random);
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < 50; i++) {
        fixture.write(commands.next().toArray(Mutation[]::new));
      }
      moveTo(turn % 2 == 0 ? rocksDb() : new MemoryStore(), fixture, turn);
      fixture.assertSameAsModel();
    }
    fixture.close();
  }

  private void moveTo(SlotStore target, StoreFixture fixture, long stream) {
    SlotId slot = new SlotId(fixture.address().table(), fixture.address().slot());
    SlotPieces.taken(target, SlotPieces.of(fixture.store(), slot, stream)).whole().finish(0);
    fixture.close();
    fixture.use(target);
  }

  private SlotStore rocksDb() {
    return RocksDbStore.open(
        folder.resolve("store" + stores++), RocksDbOptions.withMemory(16 << 20));
  }
}
