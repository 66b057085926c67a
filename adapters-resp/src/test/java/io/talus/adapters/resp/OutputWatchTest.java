package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientKind;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.OutputLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputWatchTest {
  private static final long MEGABYTE = 1024 * 1024;
  private static final ClientLimits LIMITS =
      new ClientLimits(
          MEGABYTE, MEGABYTE, 0, Map.of(ClientKind.SUBSCRIBER, new OutputLimit(1000, 100, 10)));

  private final OutputBudget budget = new OutputBudget(8 * MEGABYTE);
  private final OutputWatch watch = new OutputWatch(budget);

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
  void whatAConnectionHadIsGivenBackWhenItHasGone() {
    OutputWatch gone = new OutputWatch(budget);
    gone.isExceeded(9 * MEGABYTE, LIMITS, 0);
    gone.forget();

    assertFalse(watch.isSlow(2 * MEGABYTE));
  }
}
