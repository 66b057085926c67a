package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slots, their counters and incarnations; batches; and whatever commands may do, at random. */
interface StoresSlots extends StoreTest {
  List<SlotId> SLOTS =
      List.of(new SlotId(0, 0), new SlotId(0, 1), new SlotId(3, 0), new SlotId(3, 16383));

  @Test
  default void anEmptyStoreKnowsNoSlots() {
    assertEquals(Map.of(), fixture().store().slots());
    assertEquals(0, fixture().store().mark());
    assertEquals(0, fixture().store().durableMark());
    assertTrue(fixture().store().sizeBytes() >= 0);
  }

  @Test
  default void theSameKeyIsADifferentOneInEverySlot() {
    for (SlotId slot : SLOTS) {
      fixture().log(slot, List.of(text(KEY, slot.toString())));
    }
    fixture().applyUpTo(SLOTS.size());

    fixture().assertSameAsModel();
  }

  @Test
  default void collectionsOfDifferentSlotsMayHaveTheSameId() {
    CollectionHeader header = CollectionHeader.create(ValueType.HASH, 1).withSize(1);
    for (SlotId slot : SLOTS) {
      FieldChange field = FieldChange.of(Bytes.of(slot.toString()), Bytes.of("v"));
      fixture().log(slot, List.of(new PutHashFields(KEY, header, List.of(field))));
    }
    fixture().applyUpTo(SLOTS.size());

    fixture().assertSameAsModel();
  }

  @Test
  default void theCountersOfTheLastRecordStay() {
    fixture().write(text(KEY, "a"));
    fixture().write(new PutString(OTHER, Bytes.of("b"), 100, Expiry.NEVER));
    fixture().assertSameAsModel();

    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void aBatchTakesTheStoreToItsMark() {
    fixture().store().apply(StoreBatch.of(5, List.of()));

    assertEquals(5, fixture().store().mark());

    fixture().store().flush();
    assertEquals(5, fixture().store().durableMark());
  }

  @Test
  default void aClearedSlotIsEmptyUnderEveryIncarnation() {
    SlotAddress before = fixture().address();
    fixture().write(text(KEY, "a"), text(OTHER, "b"));
    fixture().write(new ClearSlot(2));
    fixture().assertSameAsModel();
    assertEquals(
        Loaded.ABSENT, fixture().store().load(before, KEY, ReadTier.DISK, StoreFixture.NO_LIMIT));

    fixture().write(text(KEY, "c"));
    fixture().assertSameAsModel();
    assertNull(fixture().load(OTHER));
    assertEquals(
        Loaded.ABSENT, fixture().store().load(before, KEY, ReadTier.DISK, StoreFixture.NO_LIMIT));
  }

  @Test
  default void aSlotIsClearedAndFilledInOneBatch() {
    fixture().write(text(KEY, "a"), new ClearSlot(2), text(OTHER, "b"));
    fixture().assertSameAsModel();

    fixture().write(text(KEY, "x"), new ClearSlot(7), text(OTHER, "y"), new ClearSlot(8));
    fixture().assertSameAsModel();
  }

  @Test
  default void aClearedSlotStaysClearedWhenTheStoreIsOpenedAgain() {
    fixture().write(text(KEY, "a"));
    fixture().write(new ClearSlot(2));
    fixture().write(text(OTHER, "b"));

    reopen();

    fixture().assertSameAsModel();
  }

  @Test
  default void aReadOfMemoryEitherKnowsOrSaysThatItDoesNot() {
    fixture().write(text(KEY, "a"));
    reopen();

    Loaded loaded =
        fixture().store().load(fixture().address(), KEY, ReadTier.MEMORY, StoreFixture.NO_LIMIT);

    if (!(loaded instanceof Loaded.NotInMemory)) {
      assertInstanceOf(Loaded.Whole.class, loaded);
      assertEquals(fixture().model().keys().get(KEY), StoreFixture.value(KEY, loaded));
    }
  }

  @Test
  default void aCheckpointHoldsWhatWasAppliedBefore(@TempDir Path folder) {
    Path checkpoint = folder.resolve("checkpoint");
    fixture().write(text(KEY, "a"));
    fixture().store().checkpoint(checkpoint);
    fixture().write(text(OTHER, "b"));

    try (SlotStore copy = startFrom(checkpoint)) {
      StoreFixture started = new StoreFixture(copy);
      assertEquals(fixture().load(KEY), started.load(KEY));
      assertNull(started.load(OTHER));
      assertEquals(1, copy.mark());
    }
    fixture().assertSameAsModel();
  }

  @Test
  default void whateverCommandsDoTheStoreHoldsWhatTheModelHolds() {
    Seeds.each(
        3,
        random -> {
          openAnew();
          runAtRandom(random, 300);
        });
  }

  private void runAtRandom(RandomGenerator random, int batches) {
    List<RandomMutations> commands =
        SLOTS.stream().map(slot -> RandomMutations.withBuilding(random)).toList();
    for (int i = 0; i < batches; i++) {
      int units = random.nextInt(10);
      for (int j = 0; j < units; j++) {
        int slot = random.nextInt(SLOTS.size());
        List<Mutation> unit = commands.get(slot).next();
        fixture().log(SLOTS.get(slot), unit);
      }
      fixture().applyUpTo(fixture().end());
      fixture().assertStored(SLOTS.get(0), commands.get(0).anyKey());
      if (random.nextInt(20) == 0) {
        fixture().store().flush();
      }
      if (random.nextInt(50) == 0) {
        fixture().assertSameAsModel();
      }
    }
    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  private static PutString text(Bytes key, String value) {
    return new PutString(key, Bytes.of(value), Expiry.NEVER, Expiry.NEVER);
  }
}
