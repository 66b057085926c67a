package io.talus.application.reads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MemoryOddsTest {
  private static final int ANSWERS = 1_000;

  private final MemoryOdds odds = new MemoryOdds();

  private void answers(boolean had) {
    for (int i = 0; i < ANSWERS; i++) {
      odds.asked(had);
    }
  }

  private int worthwhileOf(int times) {
    int worthwhile = 0;
    for (int i = 0; i < times; i++) {
      worthwhile += odds.isWorthwhile() ? 1 : 0;
    }
    return worthwhile;
  }

  @Test
  void memoryIsAskedAtFirstAndAsLongAsItAnswers() {
    assertTrue(odds.isWorthwhile());
    answers(true);

    assertEquals(160, worthwhileOf(160));
  }

  @Test
  void memoryThatNeverAnswersIsTriedNowAndThen() {
    answers(false);

    assertEquals(10, worthwhileOf(640));
  }

  @Test
  void memoryThatAnswersAgainIsAskedAgain() {
    answers(false);
    answers(true);

    assertEquals(160, worthwhileOf(160));
  }
}
