package io.talus.application.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private static final int PIECE = 1000;

  @Test
  void whatLeavesIsAsMuchAsItMayBe() {
    Throttle throttle = new Throttle(() -> 10_000, 0);
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
    Throttle throttle = new Throttle(() -> 0, 0);

    throttle.spent(Integer.MAX_VALUE);

    assertTrue(throttle.allows(0));
  }

  @Test
  void whatIsSetWhileItRunsHoldsFromThenOn() {
    AtomicLong rate = new AtomicLong(1);
    Throttle throttle = new Throttle(rate::get, 0);
    assertTrue(throttle.allows(1000));
    throttle.spent(100 * PIECE);
    assertFalse(throttle.allows(2000));

    rate.set(0);
    assertTrue(throttle.allows(2000));
    throttle.spent(PIECE);

    rate.set(10_000);
    assertTrue(throttle.allows(2020), "what was sent while there was no bound is not owed");
    throttle.spent(PIECE);
    assertFalse(throttle.allows(2040));
    assertTrue(throttle.allows(2200));
  }

  @Test
  void theFastestRateIsNoSmallNumber() {
    Throttle throttle = new Throttle(() -> Long.MAX_VALUE, 0);

    for (long now = 1; now < 5000; now += 1000) {
      assertTrue(throttle.allows(now));
      throttle.spent(Integer.MAX_VALUE);
    }
  }
}
