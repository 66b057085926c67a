package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, and whenever: what clients of three nodes were told is linearizable, and all come
 * together again. {@code -Dtalus.seed=N} replays one seed.
 */
final class GroupSimulationTest {
  private static final int SEEDS = 40;
  private static final int LONG_SEEDS = 1_000;
  private static final int STEPS = 60_000;

  private int acknowledged;
  private int reads;

  @Test
  void nothingThatWasAcknowledgedIsLost() {
    Seeds.each(SEEDS, this::run);
    requireEventful();
  }

  @Tag("long")
  @Test
  void nothingThatWasAcknowledgedIsLostForLong() {
    Seeds.each(LONG_SEEDS, this::run);
    requireEventful();
  }

  private void run(RandomGenerator seeded) {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    GroupSimulation simulation = new GroupSimulation(Circumstances.draw(random, STEPS), random);
    simulation.run();
    acknowledged += simulation.history().acknowledged;
    reads += simulation.history().reads;
  }

  private void requireEventful() {
    System.out.printf("simulated: %d writes, %d reads%n", acknowledged, reads);
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertTrue(acknowledged > SEEDS * 10, "writes: " + acknowledged);
      assertTrue(reads > SEEDS * 10, "reads: " + reads);
    }
  }
}
