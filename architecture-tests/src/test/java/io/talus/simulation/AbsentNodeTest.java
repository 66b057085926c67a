package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.snapshot.SnapshotFigures;
import io.talus.testkit.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A node is away for more than the log keeps: what the others do meanwhile, and how it comes back.
 */
final class AbsentNodeTest {
  private static final int SEEDS = 20;

  /** Several times what the log keeps. */
  private static final int ROUNDS = 40;

  /** A snapshot of a slot takes some seconds. */
  private static final long SLOW = 200;

  /** A place is free again after a second; this is much less than a sender waits for an answer. */
  private static final long PLACE_FREE_MILLIS = 3_000;

  @Test
  void whoWaitsForItRests() {
    Seeds.each(
        SEEDS,
        seed -> {
          AbsentNode nodes = away(new SplittableRandom(seed.nextLong()), 0);

          assertTrue(nodes.rests(), "the others are busy, and it is not there");
          assertEquals(0, nodes.ofTheOthers(SnapshotFigures::sending));
        });
  }

  @Test
  void nothingOfTheLogIsHeldForIt() {
    Seeds.each(
        SEEDS,
        seed -> {
          AbsentNode nodes = away(new SplittableRandom(seed.nextLong()), 0);

          nodes.write(ROUNDS);

          nodes.until(nodes::haveLittleLog, "the log is kept");
        });
  }

  @Test
  void slotsComeOneAfterTheOtherAndStayWhenItIsKilled() {
    Seeds.each(
        SEEDS,
        seed -> {
          AbsentNode nodes = away(new SplittableRandom(seed.nextLong()), SLOW);
          nodes.comesBack();
          nodes.until(() -> nodes.taken().installed() > 0, "nothing is installed");
          long before = nodes.taken().installed();
          assertTrue(before < AbsentNode.SLOTS, "all was installed at once");

          nodes.goes();
          long gone = nodes.passedMillis();
          nodes.until(
              () -> nodes.ofTheOthers(SnapshotFigures::sending) == 0, "it is still sent something");
          long free = nodes.passedMillis() - gone;
          assertTrue(free < PLACE_FREE_MILLIS, "its places were free after " + free + " ms");

          nodes.comesBack();
          nodes.until(nodes::areAllAlike, "they are not alike");
          expectNoneTwice(before, nodes);
          nodes.until(
              () -> nodes.ofTheOthers(figures -> figures.sending() + figures.waiting()) == 0,
              "something is still to be sent");
          nodes.write(1);
          nodes.until(nodes::areAllAlike, "they are not alike");
          expectNoneTwice(before, nodes);
        });
  }

  /** It may have been killed when the store had another slot, and nobody had counted it. */
  private static void expectNoneTwice(long before, AbsentNode nodes) {
    long after = nodes.taken().installed();
    assertTrue(
        before + after <= AbsentNode.SLOTS, "installed: " + before + " slots, then " + after);
  }

  /** The last node goes, and so much is written that all its slots need snapshots. */
  private static AbsentNode away(SplittableRandom random, long snapshotBytesPerSecond) {
    AbsentNode nodes = new AbsentNode(random, snapshotBytesPerSecond);
    nodes.write(1);
    nodes.until(nodes::areAllAlike, "they are not alike");
    nodes.goes();
    nodes.write(ROUNDS);
    nodes.until(nodes::haveLittleLog, "the log still has what it lacks");
    return nodes;
  }
}
