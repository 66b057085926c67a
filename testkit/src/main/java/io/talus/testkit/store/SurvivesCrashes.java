package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What is left when the machine fails, and how the log makes it whole. */
interface SurvivesCrashes extends StoreTest {
  List<SlotId> CRASHING = List.of(new SlotId(0, 3), new SlotId(1, 3));

  @Test
  default void whatWasFlushedIsThereAfterACrash() {
    fixture().write(text(KEY, "flushed"));
    fixture().store().flush();
    assertEquals(1, fixture().store().durableMark());

    crash();

    assertEquals(1, fixture().store().mark());
    assertEquals(1, fixture().store().durableMark());
    fixture().assertSameAsModel();
  }

  @Test
  default void whatACrashTookComesAgain() {
    fixture().write(text(KEY, "flushed"));
    fixture().store().flush();
    fixture().write(text(KEY, "changed"));
    fixture().write(text(OTHER, "new"));

    crash();
    assertTrue(fixture().store().mark() >= 1);
    assertEquals(fixture().store().durableMark(), fixture().store().mark());
    fixture().applyFrom(2, 3);

    fixture().assertSameAsModel();
  }

  @Test
  default void aBatchThatComesAgainChangesNothing() {
    Seeds.each(
        2,
        random -> {
          openAnew();
          repeatBatches(random);
        });
  }

  private void repeatBatches(RandomGenerator random) {
    RandomMutations commands = RandomMutations.withBuilding(random);
    for (int i = 0; i < 100; i++) {
      long first = fixture().end() + 1;
      for (int j = 0; j < 5; j++) {
        fixture().log(CRASHING.get(0), commands.next());
      }
      fixture().applyFrom(first, fixture().end());
      fixture().applyFrom(first, fixture().end());
    }
    fixture().assertSameAsModel();
  }

  @Test
  default void whateverCommandsDoTheStoreIsWholeAfterCrashesAndRepetition() {
    Seeds.each(
        2,
        random -> {
          openAnew();
          crashAtRandom(random);
        });
  }

  private void crashAtRandom(RandomGenerator random) {
    List<RandomMutations> commands =
        CRASHING.stream().map(slot -> RandomMutations.withBuilding(random)).toList();
    for (int i = 0; i < 150; i++) {
      for (int j = random.nextInt(8); j >= 0; j--) {
        int slot = random.nextInt(CRASHING.size());
        fixture().log(CRASHING.get(slot), commands.get(slot).next());
      }
      fixture().applyUpTo(fixture().end());
      if (random.nextInt(8) == 0) {
        fixture().store().flush();
      }
      if (random.nextInt(12) == 0) {
        crash();
        repeatLog(random);
        fixture().assertSameAsModel();
      }
    }
  }

  /** Applies the log from where the store is, or from before, cut in batches at random. */
  private void repeatLog(RandomGenerator random) {
    long durable = fixture().store().durableMark();
    long next = Math.max(1, durable + 1 - random.nextInt(5));
    while (next <= fixture().end()) {
      long last = Math.min(fixture().end(), next + random.nextInt(20));
      fixture().applyFrom(next, last);
      next = last + 1;
    }
  }

  private static PutString text(Bytes key, String value) {
    return new PutString(key, Bytes.of(value), Expiry.NEVER, Expiry.NEVER);
  }
}
