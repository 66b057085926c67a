package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.talus.application.port.BinlogException;
import io.talus.testkit.Seeds;
import io.talus.testkit.simulation.Happenings;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever fails, and whenever: what clients of three nodes were told is linearizable, or, where
 * leaders are appointed, there or kept; and all come together again. {@code -Dtalus.seed=N} replays
 * one seed.
 */
final class GroupSimulationTest {
  private static final int SEEDS = 200;
  private static final int LONG_SEEDS = 1_000;
  private static final int ASYNC_SEEDS = 80;
  private static final int CALM_SEEDS = 20;
  private static final int FAULT_SEEDS = 200;
  private static final int STEPS = 60_000;
  private static final int ASYNC_STEPS = 30_000;

  private Happenings happenings = Happenings.NONE;

  @Test
  void nothingThatWasAcknowledgedIsLost() {
    Seeds.each(SEEDS, seeded -> run(GroupKind.QUORUM, seeded));
    requireEventful(SEEDS);
  }

  @Tag("long")
  @Test
  void nothingThatWasAcknowledgedIsLostForLong() {
    Seeds.each(LONG_SEEDS, seeded -> run(GroupKind.QUORUM, seeded));
    requireEventful(LONG_SEEDS);
  }

  @Test
  void whatAnAppointedLeaderAcknowledgedIsThereOrInARollbackFile() {
    Seeds.each(ASYNC_SEEDS, seeded -> run(GroupKind.ASYNC, seeded));
    requireEventful(ASYNC_SEEDS);
    requireLosses();
  }

  @Tag("long")
  @Test
  void whatAnAppointedLeaderAcknowledgedIsThereOrInARollbackFileForLong() {
    Seeds.each(LONG_SEEDS, seeded -> run(GroupKind.ASYNC, seeded));
    requireEventful(LONG_SEEDS);
    requireLosses();
  }

  @Test
  void appointedLeadersLoseNothingWhereNothingFails() {
    Seeds.each(CALM_SEEDS, seeded -> run(GroupKind.CALM_ASYNC, seeded));
    System.out.println("simulated: " + happenings);
    assertEquals(0, happenings.lost());
  }

  /** Each of some seeds may be lucky; not all of them. */
  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatIsBrokenIsNoticed(GroupFault fault) {
    GroupKind kind = fault.isOfAppointed() ? GroupKind.ASYNC : GroupKind.QUORUM;
    long first = fault.firstSeed();
    for (long seed = first; seed < first + FAULT_SEEDS; seed++) {
      try {
        simulate(kind, Seeds.of(seed), fault);
      } catch (AssertionError | IllegalStateException | BinlogException noticed) {
        System.out.printf("%s is noticed with seed %d: %s%n", fault, seed, first(noticed));
        return;
      }
    }
    fail(fault + " is not noticed with " + FAULT_SEEDS + " seeds");
  }

  private static String first(Throwable noticed) {
    return String.valueOf(noticed.getMessage()).lines().findFirst().orElse("");
  }

  private void run(GroupKind kind, RandomGenerator seeded) {
    happenings = happenings.plus(simulate(kind, seeded, GroupFault.NONE));
  }

  /** Runs what a seed brings; fails if something does not hold. */
  static Happenings simulate(GroupKind kind, RandomGenerator seeded, GroupFault fault) {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    Circumstances circumstances =
        kind.appoints()
            ? Circumstances.draw(random, ASYNC_STEPS).withRoom(random)
            : Circumstances.draw(random, STEPS);
    return new GroupSimulation(kind, circumstances, fault, random).run();
  }

  private void requireEventful(int seeds) {
    System.out.println("simulated: " + happenings);
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertTrue(happenings.writes() > seeds * 10L, "writes: " + happenings.writes());
      assertTrue(happenings.reads() > seeds * 10L, "reads: " + happenings.reads());
      assertTrue(happenings.snapshots() > seeds / 4, "snapshots: " + happenings.snapshots());
    }
  }

  private void requireLosses() {
    if (Long.getLong(Seeds.REPLAY) == null) {
      assertTrue(happenings.lost() > 0, "nothing was ever lost, so nothing was looked for");
    }
  }
}
