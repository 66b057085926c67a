package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class BackOffTest {

  @Test
  void pausesGrowUpToABoundAndBeginAnew() {
    Seeds.each(
        100,
        random -> {
          BackOff backOff = new BackOff(50, 1000, random);

          for (long due : new long[] {50, 100, 200, 400, 800, 1000, 1000}) {
            assertWithin(due, backOff.nextMillis());
          }
          backOff.reset();
          assertWithin(50, backOff.nextMillis());
        });
  }

  private static void assertWithin(long due, long pause) {
    assertTrue(due / 2 <= pause && pause <= due, () -> pause + " instead of " + due);
  }
}
