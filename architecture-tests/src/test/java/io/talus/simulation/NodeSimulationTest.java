package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever fails, and whenever: commands come to what they come to in memory, and what was promised
 * to be safe is there afterwards, by whole units. {@code -Dtalus.seed=N} replays one seed.
 */
final class NodeSimulationTest {
  private static final int SEEDS = 300;
  private static final int LONG_SEEDS = 5_000;
  private static final int STEPS = 2_000;
  private static final int ROCKSDB_SEEDS = 5;
  private static final int LONG_ROCKSDB_SEEDS = 100;

  @TempDir private Path folder;
  private int folders;

  @Test
  void nothingThatWasPromisedIsLost() {
    Tally tally = new Tally();
    Seeds.each(SEEDS, random -> inMemory(random, tally));
    requireEventful(tally);
  }

  @Tag("long")
  @Test
  void nothingThatWasPromisedIsLostForLong() {
    Tally tally = new Tally();
    Seeds.each(LONG_SEEDS, random -> inMemory(random, tally));
    requireEventful(tally);
  }

  @Test
  void nothingThatWasPromisedIsLostOnRocksDb() {
    Seeds.each(ROCKSDB_SEEDS, random -> onRocksDb(random, new Tally()));
  }

  @Tag("long")
  @Test
  void nothingThatWasPromisedIsLostOnRocksDbForLong() {
    Tally tally = new Tally();
    Seeds.each(LONG_ROCKSDB_SEEDS, random -> onRocksDb(random, tally));
    requireEventful(tally);
  }

  private static void inMemory(RandomGenerator seeded, Tally tally) {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    Circumstances circumstances = Circumstances.draw(random, STEPS);
    try (MachineStore store = MachineStore.inMemory(random.split(), circumstances.coldShare())) {
      new Simulation(circumstances, random, store, tally).run();
    }
  }

  private void onRocksDb(RandomGenerator seeded, Tally tally) throws IOException {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    Circumstances circumstances = Circumstances.draw(random, STEPS);
    try (MachineStore store = MachineStore.onRocksDb(newFolder(), random.split())) {
      new Simulation(circumstances, random, store, tally).run();
    }
  }

  private Path newFolder() throws IOException {
    return Files.createDirectory(folder.resolve("machine" + folders++));
  }

  /** One seed alone may be quiet; all together must have met everything. */
  private static void requireEventful(Tally tally) {
    System.out.println("simulated: " + tally);
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertEquals(List.of(), tally.missing());
    }
  }
}
