package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientKind;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.OutputLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputWatchTest {
  private static final long MEGABYTE = 1024 * 1024;
  private static final ClientLimits LIMITS =
      new ClientLimits(
          MEGABYTE, MEGABYTE, 0, Map.of(ClientKind.SUBSCRIBER, new OutputLimit(1000, 100, 10)));

  private final OutputBudget budget = new OutputBudget(8 * MEGABYTE, 4 * MEGABYTE, this::overfull);
  private final OutputWatch watch = new OutputWatch(budget);
  private final List<OutputWatch> others = new ArrayList<>();
  private int closed;

  private void overfull() {
    closed++;
    if (!others.isEmpty()) {
      others.removeLast().forget();
    }
  }

  @Test
  void theHardLimitHoldsAtOnce() {
    watch.kind(ClientKind.SUBSCRIBER);

    assertFalse(watch.isExceeded(1000, LIMITS, 0));
    assertTrue(watch.isExceeded(1001, LIMITS, 0));
  }

  @Test
  void theSoftLimitHoldsAfterItsTime() {
    watch.kind(ClientKind.SUBSCRIBER);

    assertFalse(watch.isExceeded(101, LIMITS, 5_000));
    assertFalse(watch.isExceeded(101, LIMITS, 15_000));
    assertTrue(watch.isExceeded(101, LIMITS, 15_001));
  }

  @Test
  void theTimeOfTheSoftLimitBeginsAnewWhenItWasKept() {
    watch.kind(ClientKind.SUBSCRIBER);

    assertFalse(watch.isExceeded(101, LIMITS, 0));
    assertFalse(watch.isExceeded(100, LIMITS, 9_000));
    assertFalse(watch.isExceeded(101, LIMITS, 11_000));
  }

  @Test
  void ordinaryClientsAreNotClosedForTheirOutput() {
    assertFalse(watch.isExceeded(1L << 40, LIMITS, 0));
  }

  @Test
  void aConnectionMayHaveAShareOfTheWhole() {
    assertFalse(watch.isSlow(2 * MEGABYTE));
    assertTrue(watch.isSlow(2 * MEGABYTE + 1));
  }

  @Test
  void whenTheWholeIsUsedUpEveryoneStillHasAMegabyte() {
    new OutputWatch(budget).isExceeded(9 * MEGABYTE, LIMITS, 0);

    assertFalse(watch.isSlow(MEGABYTE));
    assertTrue(watch.isSlow(MEGABYTE + 1));
  }

  @Test
  void theMoreConnectionsHaveUnreadRepliesTheLessEachMayHave() {
    for (int i = 0; i < 99; i++) {
      watchOf(80 * 1024);
    }
    watchOf(800 * 1024);

    long fair = 8 * MEGABYTE / 101;
    assertTrue(watch.isSlow(fair + 1));
    watch.forget();
    assertFalse(watch.isSlow(64 * 1024));
  }

  @Test
  void connectionsAreClosedWhenAllTogetherHaveTooMuch() {
    for (int i = 0; i < 4; i++) {
      watchOf(4 * MEGABYTE);
    }
    assertEquals(0, closed);

    watchOf(4 * MEGABYTE);

    assertEquals(1, closed);
  }

  @Test
  void tickIsFullWhenItsRepliesNeedMuchMemory() {
    watchOf(3 * MEGABYTE);
    assertFalse(budget.isTickFull());
    budget.startTick();
    watchOf(4 * MEGABYTE);
    assertFalse(budget.isTickFull());

    watchOf(1);

    assertTrue(budget.isTickFull());
  }

  private void watchOf(long bytes) {
    OutputWatch other = new OutputWatch(budget);
    others.add(other);
    other.isExceeded(bytes, LIMITS, 0);
  }

  @Test
  void whatAConnectionHadIsGivenBackWhenItHasGone() {
    OutputWatch gone = new OutputWatch(budget);
    gone.isExceeded(9 * MEGABYTE, LIMITS, 0);
    gone.forget();

    assertFalse(watch.isSlow(2 * MEGABYTE));
  }
}
