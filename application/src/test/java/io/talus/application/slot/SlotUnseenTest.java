package io.talus.application.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.Overwritten;
import org.junit.jupiter.api.Test;

/** Indexes are numbers, and so is what the store has found. */
final class SlotUnseenTest {
  private final SlotUnseen unseen = new SlotUnseen(new Overwritten(10, 2));

  private void add(int keys, long index) {
    for (int i = 0; i < keys; i++) {
      unseen.add(index);
    }
  }

  private long count(long found, long applied) {
    return unseen.count(new Overwritten(found, 2), applied);
  }

  @Test
  void whatTheStoreHadFoundBeforeIsKnown() {
    assertEquals(new Overwritten(10, 2), unseen.found());
    assertEquals(0, unseen.lastIndex());
  }

  @Test
  void allIsCountedWhenTheLastUnitIsApplied() {
    add(3, 7);
    add(1, 8);
    count(12, 7);
    assertEquals(8, unseen.lastIndex());

    count(13, 8);

    assertEquals(0, unseen.lastIndex());
    assertEquals(13, unseen.found().keys());
  }

  @Test
  void whatIsFoundIsCountedBeforeAllIs() {
    add(3, 7);

    assertEquals(0, count(11, 6));

    assertEquals(11, unseen.found().keys());
    assertEquals(7, unseen.lastIndex());
  }

  @Test
  void newNamesAreWhatWasNotFound() {
    add(5, 7);

    assertEquals(3, count(12, 7));
    assertEquals(0, count(12, 9));
  }

  @Test
  void newNamesAreToldOfAlthoughMoreKeepsComing() {
    add(5, 7);
    add(4, 8);
    assertEquals(5, count(10, 7));
    add(1, 9);

    assertEquals(4, count(10, 8));
    assertEquals(1, count(10, 9));
  }

  @Test
  void whatIsFoundOfLaterOnesMakesNoNumberNegative() {
    add(2, 7);
    add(4, 8);

    assertEquals(0, count(16, 7));
  }

  @Test
  void aUnitThatIsDiscardedIsNotWaitedFor() {
    add(1, 6);
    add(1, 7);

    unseen.discardAfter(7 - 1);

    assertEquals(6, unseen.lastIndex());
    count(11, 6);
    assertEquals(0, unseen.lastIndex());
  }

  @Test
  void aUnitThatIsDiscardedAndHadNoneChangesNothing() {
    unseen.discardAfter(7 - 1);
    assertEquals(0, unseen.lastIndex());

    add(1, 3);
    unseen.discardAfter(7 - 1);
    assertEquals(3, unseen.lastIndex());
  }
}
