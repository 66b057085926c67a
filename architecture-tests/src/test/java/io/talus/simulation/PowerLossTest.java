package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.SlotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a machine's power fails under RocksDB finds what it is meant to find. */
final class PowerLossTest {
  /** With the fault one of the first seeds fails. */
  private static final int SEEDS_MAX = 30;

  private static final int STEPS = 2_000;

  @TempDir private Path folder;
  private int machines;

  @Test
  void storeThatDoesNotWaitForItsFlushIsFoundOut() throws IOException {
    long seed = 1;
    while (seed <= SEEDS_MAX && !loses(seed, HastyStore::of)) {
      seed++;
    }

    assertTrue(seed <= SEEDS_MAX, "nobody noticed");
    assertFalse(loses(seed, store -> store), "it is the fault that was noticed");
  }

  /** Whether what had been promised was lost, or the node did not start for what was lost. */
  private boolean loses(long seed, UnaryOperator<SlotStore> fault) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Circumstances circumstances = Circumstances.draw(random, STEPS);
    Path machine = Files.createDirectory(folder.resolve("machine" + machines++));
    try (MachineStore store = MachineStore.onFaultyRocksDb(machine, random.split(), fault)) {
      new Simulation(circumstances, random, store, new Tally()).run();
      return false;
    } catch (AssertionError found) {
      return true;
    }
  }
}
