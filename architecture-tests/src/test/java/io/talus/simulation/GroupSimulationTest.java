package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.talus.testkit.Seeds;
import io.talus.testkit.simulation.Happenings;
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
  private static final int SEEDS = 200;
  private static final int LONG_SEEDS = 1_000;
  private static final int FAULT_SEEDS = 200;
  private static final int STEPS = 60_000;

  private Happenings happenings = Happenings.NONE;

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
      try {
        simulate(Seeds.of(seed), fault);
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
    happenings = happenings.plus(simulate(seeded, GroupFault.NONE));
  }

  /** Runs what a seed brings; fails if something does not hold. */
  static Happenings simulate(RandomGenerator seeded, GroupFault fault) {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    return new GroupSimulation(Circumstances.draw(random, STEPS), fault, random).run();
  }

  private void requireEventful() {
    System.out.println("simulated: " + happenings);
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertTrue(happenings.writes() > SEEDS * 10, "writes: " + happenings.writes());
      assertTrue(happenings.reads() > SEEDS * 10, "reads: " + happenings.reads());
      assertTrue(happenings.snapshots() > SEEDS / 4, "snapshots: " + happenings.snapshots());
    }
  }
}
