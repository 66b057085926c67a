package io.talus.bootstrap.trial;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for what nobody announces. Processes that another command has started are not children of
 * this one, so the system does not tell when they end.
 */
final class Looks {
  private static final long PAUSE_MILLIS = 100;

  private Looks() {}

  /**
   * Looks again and again until something is so.
   *
   * @return false if it still is not when the time is up
   */
  static boolean until(Duration limit, BooleanSupplier isSo) {
    long end = System.nanoTime() + limit.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!isSo.getAsBoolean()) {
        if (System.nanoTime() - end > 0 || never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TrialException("interrupted", interrupted);
    }
  }
}
