package io.talus.application.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NumberTableTest {
  private static final int STEPS = 20_000;

  @Test
  void holdsWhatAMapHolds() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      NumberTable<String> table = new NumberTable<>();
      Map<Long, String> model = new HashMap<>();
      long range = 1L << random.nextInt(1, 14);
      for (int i = 0; i < STEPS; i++) {
        long number = random.nextLong(range) - 2;
        if (random.nextBoolean()) {
          table.put(number, "value " + i);
          model.put(number, "value " + i);
        } else {
          table.remove(number);
          model.remove(number);
        }
        long asked = random.nextLong(range) - 2;
        assertEquals(model.get(asked), table.get(asked), "seed " + seed);
        assertEquals(model.size(), table.size(), "seed " + seed);
      }
      assertEquals(Set.copyOf(model.values()), new HashSet<>(table.values()), "seed " + seed);
      assertEquals(model.size(), table.values().size(), "seed " + seed);
    }
  }

  @Test
  void numbersThatFollowEachOtherComeAndGo() {
    NumberTable<Long> table = new NumberTable<>();
    for (long number = 1; number <= 100_000; number++) {
      table.put(number, number);
      if (number > 500) {
        assertEquals(Long.valueOf(number - 500), table.get(number - 500));
        table.remove(number - 500);
        assertNull(table.get(number - 500));
      }
    }
    assertEquals(500, table.size());
  }
}
