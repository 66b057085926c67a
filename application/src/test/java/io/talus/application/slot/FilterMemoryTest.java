package io.talus.application.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FilterMemoryTest {
  private long share = 400;
  private final FilterMemory memory = new FilterMemory(() -> share);

  @Test
  void aQuarterOfTheShareMayBeTaken() {
    assertTrue(memory.take(60));
    assertFalse(memory.take(41));
    assertTrue(memory.take(40));

    assertEquals(100, memory.bytes());
    assertFalse(memory.isExceeded());
  }

  @Test
  void whatIsGivenBackMayBeTakenAgain() {
    memory.take(100);
    memory.giveBack(100);

    assertTrue(memory.take(100));
  }

  @Test
  void itIsExceededWhenTheShareBecomesSmaller() {
    memory.take(100);

    share = 399;

    assertTrue(memory.isExceeded());
    memory.giveBack(1);
    assertFalse(memory.isExceeded());
  }
}
