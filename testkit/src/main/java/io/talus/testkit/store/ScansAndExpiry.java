package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks over the keys of a slot, and over what is due. */
interface ScansAndExpiry extends StoreTest {

  @Test
  default void aScanSeesEveryKeyOnceInHashOrderWithTypeAndExpiry() {
    writeMixedKeys(200);
    Map<Bytes, String> expected = new LinkedHashMap<>();
    fixture()
        .model()
        .keys()
        .forEach((key, value) -> expected.put(key, value.type() + " " + value.expireAt()));

    Map<Bytes, String> seen = new LinkedHashMap<>();
    long cursor = Scan.START;
    do {
      cursor =
          fixture()
              .store()
              .scan(
                  fixture().address(),
                  cursor,
                  7,
                  (key, type, expireAt) -> assertNull(seen.put(key, type + " " + expireAt)));
    } while (cursor != Scan.END);

    assertEquals(List.copyOf(expected.entrySet()), List.copyOf(seen.entrySet()));
  }

  @Test
  default void aScanVisitsAtLeastTheCountUnlessItReachesTheEnd() {
    writeMixedKeys(50);

    List<Bytes> seen = new ArrayList<>();
    long cursor =
        fixture().store().scan(fixture().address(), Scan.START, 20, (key, t, e) -> seen.add(key));

    assertTrue(seen.size() >= 20 && seen.size() < 50, "seen: " + seen.size());
    long end =
        fixture().store().scan(fixture().address(), cursor, 50, (key, t, e) -> seen.add(key));
    assertEquals(Scan.END, end);
    assertEquals(50, Set.copyOf(seen).size());
  }

  @Test
  default void keysThatStayAreSeenOnceWhileOthersComeAndGo() {
    writeMixedKeys(100);
    Set<Bytes> staying = new HashSet<>(fixture().model().keys().keySet());

    List<Bytes> seen = new ArrayList<>();
    long cursor = Scan.START;
    int round = 0;
    do {
      cursor = fixture().store().scan(fixture().address(), cursor, 5, (key, t, e) -> seen.add(key));
      for (int i = 0; i < 10; i++) {
        fixture().write(text(Bytes.of("comes:" + round + ":" + i), Expiry.NEVER));
      }
      if (round % 2 == 1) {
        for (int i = 0; i < 10; i++) {
          fixture().write(drop(Bytes.of("comes:" + (round - 1) + ":" + i), Expiry.NEVER));
        }
      }
      round++;
    } while (cursor != Scan.END);

    seen.retainAll(staying);
    assertEquals(staying.size(), seen.size());
    assertEquals(staying, Set.copyOf(seen));
  }

  @Test
  default void aScanOfAnUnknownSlotEndsAtOnce() {
    writeMixedKeys(1);
    SlotAddress unknown = fixture().address(new SlotId(9, 9));

    List<Bytes> seen = new ArrayList<>();

    assertEquals(
        Scan.END, fixture().store().scan(unknown, Scan.START, 5, (key, t, e) -> seen.add(key)));
    assertEquals(List.of(), seen);
  }

  @Test
  default void keysAreDueWhenTheirTimeHasCome() {
    fixture().write(text(KEY, 100));
    fixture().write(text(OTHER, 200));
    fixture().write(text(Bytes.of("never"), Expiry.NEVER));

    assertEquals(Set.of(), due(99, 10));
    assertEquals(Set.of(KEY), due(100, 10));
    assertEquals(Set.of(KEY, OTHER), due(1000, 10));
    assertEquals(1, due(1000, 1).size());
  }

  @Test
  default void hashesWithFieldsThatAreDueAreDue() {
    CollectionHeader header = CollectionHeader.create(ValueType.HASH, 1).withSize(2);
    fixture()
        .write(
            new PutHashFields(
                KEY,
                header,
                List.of(
                    FieldChange.of(Bytes.of("stays"), Bytes.of("v")),
                    new FieldChange(Bytes.of("goes"), Bytes.of("v"), 100, Expiry.NEVER))));

    assertFalse(due(99, 10).contains(KEY));
    assertTrue(due(100, 10).contains(KEY));

    fixture()
        .write(
            new DropHashFields(
                KEY,
                header.withSize(1),
                List.of(new FieldDrop(Bytes.of("goes"), 100)),
                DropReason.EXPIRED));
    assertFalse(due(100, 10).contains(KEY));
  }

  @Test
  default void aCollectionIsDueUnderTheKeyItMovedTo() {
    CollectionHeader header =
        CollectionHeader.create(ValueType.SET, 1).withSize(1).withExpireAt(100);
    fixture()
        .write(
            new PutSetMembers(KEY, header, List.of(Bytes.of("m"))),
            new SetExpiry(KEY, header, Expiry.NEVER));
    fixture().write(new MoveKey(KEY, OTHER, header));

    assertTrue(due(100, 10).contains(OTHER));
  }

  @Test
  default void aNewExpiryTakesThePlaceOfTheOld() {
    fixture().write(text(KEY, 100));
    fixture().write(new PutString(KEY, Bytes.of("v"), 500, 100));
    assertFalse(due(100, 10).contains(KEY));
    assertTrue(due(500, 10).contains(KEY));

    fixture().write(new PutString(KEY, Bytes.of("v"), Expiry.NEVER, 500));
    assertFalse(due(1000, 10).contains(KEY));
  }

  @Test
  default void whatIsGoneIsNotDue() {
    fixture().write(text(KEY, 100));
    fixture().write(text(OTHER, 100));
    fixture().write(drop(KEY, 100));
    assertEquals(Set.of(OTHER), due(1000, 10));

    fixture().write(new ClearSlot(2));
    assertEquals(Set.of(), due(1000, 10));
  }

  @Test
  default void whatIsDueIsKnownWhenTheStoreIsOpenedAgain() {
    fixture().write(text(KEY, 100));

    reopen();

    assertEquals(Set.of(KEY), due(100, 10));
  }

  private Set<Bytes> due(long nowMillis, int limit) {
    Set<Bytes> due = new HashSet<>();
    fixture()
        .store()
        .due(
            nowMillis,
            limit,
            (address, key) -> {
              assertEquals(fixture().address(), address);
              due.add(key);
            });
    return due;
  }

  private void writeMixedKeys(int count) {
    for (int i = 0; i < count; i++) {
      Bytes key = Bytes.of("mixed:" + i);
      fixture().write(i % 3 == 0 ? set(key, i + 1) : text(key, i % 3 == 1 ? Expiry.NEVER : 5));
    }
  }

  private static Mutation set(Bytes key, long id) {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, id).withSize(1);
    return new PutSetMembers(key, header, List.of(Bytes.of("m")));
  }

  private static PutString text(Bytes key, long expireAt) {
    return new PutString(key, Bytes.of("v"), expireAt, Expiry.NEVER);
  }

  private static DropKey drop(Bytes key, long previousExpireAt) {
    return new DropKey(key, ValueType.STRING, 0, previousExpireAt, DropReason.DELETED);
  }
}
