package io.talus.application.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private static final int PIECE = 1000;

  @Test
  void whatLeavesIsAsMuchAsItMayBe() {
    Throttle throttle = new Throttle(10_000, 0);
    int left = 0;

    for (long now = 0; now < 10_000; now += 10) {
      while (throttle.allows(now)) {
        throttle.spent(PIECE);
        left++;
      }
    }

    assertEquals(100, left, 2);
  }

  @Test
  void withoutABoundAllLeaves() {
    Throttle throttle = new Throttle(0, 0);

    throttle.spent(Integer.MAX_VALUE);

    assertTrue(throttle.allows(0));
  }
}
