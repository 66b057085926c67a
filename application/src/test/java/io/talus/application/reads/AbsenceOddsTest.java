package io.talus.application.reads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class AbsenceOddsTest {
  private static final int KEYS_THAT_EXIST = 1024;

  private final AbsenceOdds odds = new AbsenceOdds();

  private void findKeys(int keys) {
    for (int i = 0; i < keys; i++) {
      odds.wasThere();
    }
  }

  private int worthwhileOf(int times) {
    int worthwhile = 0;
    for (int i = 0; i < times; i++) {
      worthwhile += odds.areWorthwhile() ? 1 : 0;
    }
    return worthwhile;
  }

  @Test
  void eachKeyIsAskedForUntilManyInARowExist() {
    findKeys(KEYS_THAT_EXIST - 1);

    assertEquals(640, worthwhileOf(640));
  }

  @Test
  void whereAllKeysExistItIsTriedNowAndThen() {
    findKeys(KEYS_THAT_EXIST);

    assertEquals(10, worthwhileOf(640));
  }

  @Test
  void oneKeyThatDoesNotExistBringsItBack() {
    findKeys(10 * KEYS_THAT_EXIST);
    odds.wasAbsent();
    findKeys(KEYS_THAT_EXIST - 1);

    assertEquals(640, worthwhileOf(640));
  }
}
