package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;

import io.talus.application.port.Binlog;
import io.talus.domain.slot.SlotId;
import org.junit.jupiter.api.Test;

/** Who reads old entries by it never meets what was cut, whatever its epoch. */
final class EntryIndexTest {
  private static final SlotId SLOT = new SlotId(1, 2);
  private static final long NONE = 1;

  private final EntryIndex index = new EntryIndex(mock(Binlog.class));

  private void entries(long first, long last, long block) {
    for (long i = first; i <= last; i++) {
      index.entry(SLOT, i, block);
    }
  }

  @Test
  void whatWasNeverCutIsReadToItsEnd() {
    entries(1, 5, 7);

    assertEquals(7, index.blockBefore(SLOT, 3, NONE));
    assertEquals(Long.MAX_VALUE, index.nextCut(SLOT, 3));
  }

  @Test
  void untilTheLogHasOthersNothingBehindACutIsRead() {
    entries(1, 5, 7);
    index.cutBehind(SLOT, 2);

    assertEquals(3, index.nextCut(SLOT, 1));
    assertEquals(3, index.nextCut(SLOT, 3));
    assertEquals(4, index.nextCut(SLOT, 4));
  }

  @Test
  void whatTookTheirPlacesIsReadFromThereOn() {
    entries(1, 5, 7);
    index.cutBehind(SLOT, 2);
    entries(3, 6, 9);

    assertEquals(3, index.nextCut(SLOT, 1));
    assertEquals(9, index.blockBefore(SLOT, 3, NONE));
    assertEquals(Long.MAX_VALUE, index.nextCut(SLOT, 3));
  }

  @Test
  void aCutFartherBackForgetsTheOneBefore() {
    entries(1, 5, 7);
    index.cutBehind(SLOT, 4);
    entries(5, 6, 9);
    index.cutBehind(SLOT, 2);
    entries(3, 8, 11);

    assertEquals(3, index.nextCut(SLOT, 1));
    assertEquals(11, index.blockBefore(SLOT, 5, NONE));
    assertEquals(Long.MAX_VALUE, index.nextCut(SLOT, 5));
  }

  @Test
  void withWhatTheLogGivesUpItsCutsAreForgotten() {
    entries(1, 5, 7);
    index.cutBehind(SLOT, 2);
    entries(3, 6, 9);
    index.dropThrough(9, dropped -> assertEquals(Long.MAX_VALUE, dropped.through()));

    assertEquals(Long.MAX_VALUE, index.nextCut(SLOT, 1));
  }
}
