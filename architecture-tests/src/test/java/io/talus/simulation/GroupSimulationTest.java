package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.talus.testkit.Seeds;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever fails, and whenever: what clients of three nodes were told is linearizable, and all come
 * together again. {@code -Dtalus.seed=N} replays one seed.
 */
final class GroupSimulationTest {
  private static final int SEEDS = 40;
  private static final int LONG_SEEDS = 1_000;
  private static final int FAULT_SEEDS = 200;
  private static final int STEPS = 60_000;

  private int acknowledged;
  private int reads;
  private long snapshots;

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

  /** Each of some seeds may be lucky; not all of them. */
  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatIsBrokenIsNoticed(GroupFault fault) {
    for (long seed = 1; seed <= FAULT_SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try {
        new GroupSimulation(Circumstances.draw(random, STEPS), fault, random).run();
      } catch (AssertionError | IllegalStateException noticed) {
        System.out.printf("%s is noticed with seed %d: %s%n", fault, seed, first(noticed));
        return;
      }
    }
    fail(fault + " is not noticed with " + FAULT_SEEDS + " seeds");
  }

  private static String first(Throwable noticed) {
    return String.valueOf(noticed.getMessage()).lines().findFirst().orElse("");
  }

  private void run(RandomGenerator seeded) {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    GroupSimulation simulation =
        new GroupSimulation(Circumstances.draw(random, STEPS), GroupFault.NONE, random);
    simulation.run();
    acknowledged += simulation.history().acknowledged;
    reads += simulation.history().reads;
    snapshots += simulation.snapshots();
  }

  private void requireEventful() {
    System.out.printf(
        "simulated: %d writes, %d reads, %d snapshots%n", acknowledged, reads, snapshots);
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertTrue(acknowledged > SEEDS * 10, "writes: " + acknowledged);
      assertTrue(reads > SEEDS * 10, "reads: " + reads);
      assertTrue(snapshots > SEEDS / 4, "snapshots: " + snapshots);
    }
  }
}
