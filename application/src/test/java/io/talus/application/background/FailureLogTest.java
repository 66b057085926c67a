package io.talus.application.background;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What fails without end does not fill the log. */
final class FailureLogTest {
  private final Logger log = mock(Logger.class);
  private final ManualLoop loop = new ManualLoop();
  private final FailureLog failures = new FailureLog(log, "broken", loop::nanoTime);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      failures.add(new IllegalStateException());
    }
  }

  @Test
  void firstIsLoggedAtOnceAndTheOthersAreCounted() {
    fail(1000);

    verify(log).error(anyString(), eq("broken"), eq(0L), any());
    verifyNoMoreInteractions(log);

    loop.pass(10_000);
    fail(1);

    verify(log).error(anyString(), eq("broken"), eq(999L), any());
  }
}
