package io.talus.application.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that is done again and again dies of nothing. */
final class PeriodicallyTest {
  private final ManualLoop loop = new ManualLoop();
  private final List<Long> times = new ArrayList<>();

  private void note() {
    times.add(loop.nowMillis());
  }

  @Test
  void workIsDoneAfterEachPause() {
    Periodically.run(loop, 100, "work", this::note);

    loop.pass(350);

    assertEquals(List.of(100L, 200L, 300L), times);
  }

  @Test
  void workThatFailsIsDoneAgain() {
    Periodically.run(
        loop,
        100,
        "work",
        () -> {
          note();
          throw new IllegalStateException();
        });

    loop.pass(300);

    assertEquals(List.of(100L, 200L, 300L), times);
    assertEquals(0, loop.failures());
  }

  @Test
  void workSaysHowLongToPause() {
    Periodically.pausing(
        loop,
        100,
        "work",
        () -> {
          note();
          return 10;
        });

    loop.pass(120);

    assertEquals(List.of(100L, 110L, 120L), times);
  }

  @Test
  void errorIsNotHiddenButDoesNotEndTheRounds() {
    Periodically.run(
        loop,
        100,
        "work",
        () -> {
          note();
          throw new StackOverflowError();
        });

    assertThrows(StackOverflowError.class, () -> loop.pass(100));
    assertThrows(StackOverflowError.class, () -> loop.pass(100));

    assertEquals(List.of(100L, 200L), times);
  }
}
