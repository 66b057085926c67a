package io.talus.application.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.Overwritten;
import org.junit.jupiter.api.Test;

/** Blocks are numbers, and so is what the store has found. */
final class SlotUnseenTest {
  private final SlotUnseen unseen = new SlotUnseen(new Overwritten(10, 2));

  private void add(int keys, long block) {
    for (int i = 0; i < keys; i++) {
      unseen.add(block);
    }
  }

  private long count(long found, long appliedBlock) {
    return unseen.count(new Overwritten(found, 2), appliedBlock);
  }

  @Test
  void whatTheStoreHadFoundBeforeIsKnown() {
    assertEquals(new Overwritten(10, 2), unseen.found());
    assertEquals(0, unseen.lastBlock());
  }

  @Test
  void allIsCountedWhenTheLastBlockIsApplied() {
    add(3, 7);
    add(1, 8);
    count(12, 7);
    assertEquals(8, unseen.lastBlock());

    count(13, 8);

    assertEquals(0, unseen.lastBlock());
    assertEquals(13, unseen.found().keys());
  }

  @Test
  void whatIsFoundIsCountedBeforeAllIs() {
    add(3, 7);

    assertEquals(0, count(11, 6));

    assertEquals(11, unseen.found().keys());
    assertEquals(7, unseen.lastBlock());
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
  void aBlockThatIsDiscardedIsNotWaitedFor() {
    add(1, 6);
    add(1, 7);

    unseen.discard(7);

    assertEquals(6, unseen.lastBlock());
    count(11, 6);
    assertEquals(0, unseen.lastBlock());
  }

  @Test
  void aBlockThatIsDiscardedAndHadNoneChangesNothing() {
    unseen.discard(7);
    assertEquals(0, unseen.lastBlock());

    add(1, 3);
    unseen.discard(7);
    assertEquals(3, unseen.lastBlock());
  }
}
