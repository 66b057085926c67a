package io.talus.testkit.resident;

import static io.talus.testkit.resident.ResidentTest.drop;
import static io.talus.testkit.resident.ResidentTest.equalTo;
import static io.talus.testkit.resident.ResidentTest.set;
import static io.talus.testkit.resident.ResidentTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What is dirty, dropped, evicted; last use, and memory. */
interface ForgetsAndRemembers extends ResidentTest {
  /** More steps than a test has keys. */
  int ALL = 100_000;

  @Test
  default void aChangedKeyIsDirtyUntilTheStoreHasItsLastChange() {
    slot().apply(text(KEY, "a"), 5, true);
    assertEquals(5, lastIndex(KEY));

    slot().apply(text(KEY, "b"), 7, true);
    slot().applied(5);
    assertEquals(7, lastIndex(KEY));

    slot().applied(7);
    assertEquals(0, lastIndex(KEY));
  }

  @Test
  default void anInstalledKeyIsCleanAndUsedNow() {
    slot().install(List.of(set(KEY, 1)), 50);

    assertEquals(0, lastIndex(KEY));
    assertEquals(50, slot().lastUsedSeconds(KEY));
  }

  @Test
  default void findingIsUsingAndPeekingIsNot() {
    assertEquals(-1, slot().lastUsedSeconds(KEY));
    assertNull(slot().find(KEY, 10));
    slot().timeIs(10);
    slot().apply(text(KEY, "a"), 1, true);
    assertEquals(10, slot().lastUsedSeconds(KEY));

    assertNotNull(slot().peek(KEY));
    assertEquals(10, slot().lastUsedSeconds(KEY));

    assertNotNull(slot().find(equalTo(KEY), 20));
    assertEquals(20, slot().lastUsedSeconds(KEY));
  }

  @Test
  default void whatIsWrittenWithoutALookIsUsedWhenItIsWritten() {
    slot().timeIs(30);
    slot().apply(text(KEY, "a"), 1, true);

    assertEquals(30, slot().lastUsedSeconds(KEY));
  }

  @Test
  default void aDroppedKeyIsRememberedUntilTheStoreHasDroppedIt() {
    slot().apply(text(KEY, "a"), 1, true);
    slot().apply(drop(KEY), 3, true);
    assertTrue(slot().isDropped(equalTo(KEY)));
    assertFalse(slot().isDropped(OTHER));

    slot().applied(2);
    assertTrue(slot().isDropped(KEY));

    slot().applied(3);
    assertFalse(slot().isDropped(KEY));
  }

  @Test
  default void aDropThatNeedsNoTombstoneLeavesNone() {
    slot().apply(text(KEY, "a"), 1, true);
    slot().apply(drop(KEY), 2, false);

    assertFalse(slot().isDropped(KEY));
  }

  @Test
  default void aKeyThatCameBackIsNotDropped() {
    slot().apply(drop(KEY), 3, true);
    slot().apply(text(KEY, "a"), 4, true);
    assertFalse(slot().isDropped(KEY));

    slot().apply(drop(KEY), 6, true);
    slot().applied(4);
    assertTrue(slot().isDropped(KEY));

    slot().applied(6);
    assertFalse(slot().isDropped(KEY));
  }

  @Test
  default void aKeyThatWasDroppedTwiceIsRememberedForTheSecondTime() {
    slot().apply(drop(KEY), 3, true);
    slot().apply(drop(KEY), 5, true);

    slot().applied(3);
    assertTrue(slot().isDropped(KEY));

    slot().applied(5);
    assertFalse(slot().isDropped(KEY));
  }

  @Test
  default void aKeyThatMovedAwayIsRememberedAsDropped() {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);
    slot().apply(set(KEY, 1), 1, true);
    slot().apply(drop(OTHER), 1, true);
    slot().apply(new MoveKey(KEY, OTHER, header), 2, true);

    assertTrue(slot().isDropped(KEY));
    assertFalse(slot().isDropped(OTHER));
    assertEquals(2, lastIndex(OTHER));
  }

  @Test
  default void aClearedSlotHasForgottenEverything() {
    slot().apply(text(KEY, "a"), 1, true);
    slot().apply(drop(OTHER), 1, true);
    assertNotNull(slot().find(KEY, 1));

    slot().clear();

    assertNull(slot().find(KEY, 1));
    assertFalse(slot().isDropped(OTHER));
    assertEquals(0, slot().keys());
  }

  @Test
  default void aKeyIsEvictedOnceTheHandHasComeByTwiceWithoutUse() {
    slot().install(List.of(text(KEY, "a")), 1);

    assertEquals(0, evict(0, ALL, false));
    assertTrue(evict(0, ALL, false) > 0);

    assertNull(slot().peek(KEY));
    assertFalse(slot().isDropped(KEY));
    assertEquals(0, slot().keys());
  }

  @Test
  default void aKeyThatIsWrittenIsNotInUseBeforeItIsUsedAgain() {
    slot().apply(text(KEY, "a"), 1, true);
    slot().apply(text(OTHER, "b"), 1, true);
    assertNotNull(slot().find(OTHER, 2));

    assertTrue(evict(1, ALL, false) > 0);

    assertNull(slot().peek(KEY));
    assertNotNull(slot().peek(OTHER));
  }

  @Test
  default void aKeyInUseStays() {
    slot().install(List.of(text(KEY, "a")), 1);
    for (int i = 0; i < 5; i++) {
      assertNotNull(slot().find(KEY, i));
      assertEquals(0, evict(0, ALL, false));
    }
  }

  @Test
  default void aKeyInUseGoesIfKeysInUseAreToGo() {
    slot().install(List.of(text(KEY, "a")), 1);
    slot().apply(text(OTHER, "b"), 5, true);

    assertTrue(evict(4, ALL, true) > 0);

    assertNull(slot().peek(KEY));
    assertNotNull(slot().peek(OTHER));
  }

  @Test
  default void aDirtyKeyStaysUntilTheStoreHasIt() {
    slot().apply(text(KEY, "a"), 5, true);
    evict(4, ALL, false);
    assertEquals(0, evict(4, ALL, false));

    assertTrue(evict(5, ALL, false) > 0);
    assertNull(slot().peek(KEY));
  }

  @Test
  default void theHandGoesOnWhereItStopped() {
    for (int i = 0; i < 100; i++) {
      slot().install(List.of(text(Bytes.of(i), "v")), 1);
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(0, evict(0, 10, false));
    }

    evict(0, 10, false);
    assertEquals(90, slot().keys());

    evict(0, 30, false);
    assertEquals(60, slot().keys());
  }

  @Test
  default void anEvictedKeyIsInstalledAgain() {
    slot().install(List.of(text(KEY, "a")), 1);
    evict(0, ALL, false);
    evict(0, ALL, false);

    slot().install(List.of(text(KEY, "a")), 2);

    assertNotNull(slot().find(KEY, 3));
  }

  @Test
  default void memoryIsGivenBackWhateverHappens() {
    Seeds.each(
        3,
        random -> {
          beginAnew();
          fillAndEmpty(random);
        });
  }

  private void fillAndEmpty(RandomGenerator random) {
    long empty = tier().sizeBytes();
    RandomMutations commands = new RandomMutations(random);
    for (int index = 1; index <= 300; index++) {
      for (Mutation mutation : commands.next()) {
        switch (mutation) {
          case Mutation.OfKey change -> slot().apply(change, index, random.nextBoolean());
          case ClearSlot _ -> slot().clear();
          case BuildPart _, AbandonBuilt _ -> throw new AssertionError(mutation);
        }
      }
    }
    slot().applied(300);
    long full = tier().sizeBytes();
    assertTrue(full > empty, "full: " + full);

    long freed = evict(300, ALL, false);
    freed += evict(300, ALL, false);

    assertEquals(0, slot().keys());
    assertEquals(full - empty, freed);
    assertEquals(empty, tier().sizeBytes());
  }

  @Test
  default void theSizeFollowsTheContents() {
    long empty = tier().sizeBytes();
    slot().apply(text(KEY, "v".repeat(10_000)), 1, true);
    long one = tier().sizeBytes() - empty;
    slot().apply(text(KEY, "v"), 1, true);

    assertTrue(one >= 10_000 && one < 10_500, "one string: " + one);
    assertTrue(tier().sizeBytes() - empty < 500);
  }

  @Test
  default void theHashesOfAllThatWasEvictedAreTold() {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);
    slot().apply(set(KEY, 1), 1, true);
    slot().apply(new MoveKey(KEY, OTHER, header), 2, true);
    Bytes clean = Bytes.of("clean");
    slot().install(List.of(text(clean, "c")), 1);
    slot().apply(text(Bytes.of("dirty"), "d"), 5, true);
    Set<Integer> hashes = new HashSet<>();

    slot().evict(4, ALL, false, hashes::add);
    assertEquals(Set.of(OTHER.hashCode()), hashes);
    slot().evict(4, ALL, false, hashes::add);

    assertEquals(Set.of(OTHER.hashCode(), clean.hashCode()), hashes);
    assertEquals(1, slot().keys());
  }

  private long evict(long appliedIndex, int steps, boolean usedToo) {
    return slot().evict(appliedIndex, steps, usedToo, hash -> {});
  }

  private long lastIndex(Bytes key) {
    Value value = slot().peek(key);
    if (value == null) {
      throw new AssertionError(key + " is not resident");
    }
    return slot().lastIndex(value);
  }
}
