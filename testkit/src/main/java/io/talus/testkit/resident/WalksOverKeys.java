package io.talus.testkit.resident;

import static io.talus.testkit.resident.ResidentTest.drop;
import static io.talus.testkit.resident.ResidentTest.expiring;
import static io.talus.testkit.resident.ResidentTest.set;
import static io.talus.testkit.resident.ResidentTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Scans, random keys, and what is due. */
interface WalksOverKeys extends ResidentTest {

  @Test
  default void aScanSeesEveryKeyInHashOrderWithItsValue() {
    for (int i = 0; i < 500; i++) {
      slot().apply(i % 2 == 0 ? text(Bytes.of(i), "v") : set(Bytes.of(i), i), 1, true);
    }

    List<Bytes> seen = new ArrayList<>();
    long cursor = Scan.START;
    do {
      cursor =
          slot()
              .scan(
                  cursor,
                  9,
                  (key, value) -> {
                    seen.add(key);
                    assertSame(slot().peek(key), value);
                  });
    } while (cursor != Scan.END);

    List<Bytes> sorted = new ArrayList<>(seen);
    sorted.sort(Bytes::compareByHash);
    assertEquals(sorted, seen);
    assertEquals(500, Set.copyOf(seen).size());
  }

  @Test
  default void keysThatStayAreSeenOnceWhileTheSlotGrowsAndShrinks() {
    Seeds.each(
        5,
        random -> {
          beginAnew();
          scanWhileOthersComeAndGo(random);
        });
  }

  private void scanWhileOthersComeAndGo(RandomGenerator random) {
    Set<Bytes> staying = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Bytes key = Bytes.of("stays:" + i);
      staying.add(key);
      slot().apply(text(key, "v"), 1, false);
    }
    List<Bytes> seen = new ArrayList<>();
    long cursor = Scan.START;
    int round = 0;
    do {
      cursor = slot().scan(cursor, 1 + random.nextInt(12), (key, value) -> seen.add(key));
      boolean growing = round++ % 10 < 5;
      for (int i = 0; i < 400; i++) {
        Bytes key = Bytes.of(random.nextInt(3000));
        slot().apply(growing ? text(key, "v") : drop(key), round, false);
      }
    } while (cursor != Scan.END);

    seen.retainAll(staying);
    assertEquals(staying.size(), seen.size());
    assertEquals(staying, Set.copyOf(seen));
  }

  @Test
  default void anEmptySlotHasNoRandomKey() {
    assertNull(slot().randomKey(new Random(1)));
  }

  @Test
  default void everyKeyIsDrawnSoonerOrLater() {
    Set<Bytes> keys = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      keys.add(Bytes.of(i));
      slot().apply(text(Bytes.of(i), "v"), 1, true);
    }
    Random random = new Random(1);

    Set<Bytes> drawn = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.add(slot().randomKey(random));
    }

    assertEquals(keys, drawn);
  }

  @Test
  default void keysAreDueWhenTheirTimeHasCome() {
    assertEquals(Expiry.NEVER, slot().nextDue());
    slot().apply(text(Bytes.of("never"), "v"), 1, true);
    slot().apply(expiring(KEY, 200), 1, true);
    slot().apply(expiring(OTHER, 100), 1, true);

    assertEquals(100, slot().nextDue());
    assertEquals(List.of(), due(99, 10));
    assertEquals(List.of(OTHER), due(100, 10));
    assertEquals(Set.of(KEY, OTHER), Set.copyOf(due(1000, 10)));
    assertEquals(1, due(1000, 1).size());
    assertEquals(2, slot().expiringKeys());
    assertEquals(3, slot().keys());
  }

  @Test
  default void aVisitorMayDropWhatIsDue() {
    for (int i = 0; i < 100; i++) {
      slot().apply(expiring(Bytes.of(i), i), 1, true);
    }

    slot().due(49, 1000, key -> slot().apply(drop(key), 2, true));

    assertEquals(50, slot().keys());
    assertEquals(50, slot().nextDue());
  }

  @Test
  default void aHashIsDueWithTheFirstOfItsFields() {
    CollectionHeader header = CollectionHeader.create(ValueType.HASH, 1).withSize(3);
    slot()
        .apply(
            new PutHashFields(
                KEY, header, List.of(field("a", 300), field("b", 200), field("c", Expiry.NEVER))),
            1,
            true);
    assertEquals(200, slot().nextDue());
    assertEquals(List.of(KEY), due(200, 10));
    assertEquals(0, slot().expiringKeys());

    slot()
        .apply(
            new DropHashFields(
                KEY,
                header.withSize(2),
                List.of(new FieldDrop(Bytes.of("b"), 200)),
                DropReason.EXPIRED),
            2,
            true);
    assertEquals(300, slot().nextDue());

    slot().apply(new SetExpiry(KEY, header.withSize(2).withExpireAt(250), Expiry.NEVER), 3, true);
    assertEquals(250, slot().nextDue());
    assertEquals(1, slot().expiringKeys());
  }

  @Test
  default void aNewExpiryTakesThePlaceOfTheOld() {
    slot().apply(expiring(KEY, 100), 1, true);
    slot().apply(new PutString(KEY, Bytes.of("v"), 500, 100), 1, true);
    assertEquals(500, slot().nextDue());

    slot().apply(new PutString(KEY, Bytes.of("v"), Expiry.NEVER, 500), 1, true);
    assertEquals(Expiry.NEVER, slot().nextDue());
    assertEquals(0, slot().expiringKeys());
  }

  @Test
  default void expiriesThatChangeOftenLeaveNothingBehind() {
    slot().apply(expiring(KEY, 1), 1, true);
    long before = tier().sizeBytes();
    for (int i = 0; i < 10_000; i++) {
      slot().apply(expiring(KEY, 1 + i), 1, true);
    }

    assertEquals(before, tier().sizeBytes());
    assertEquals(List.of(KEY), due(100_000, 10));
    assertTrue(due(9_999, 10).isEmpty());
  }

  private List<Bytes> due(long nowMillis, int limit) {
    List<Bytes> due = new ArrayList<>();
    slot().due(nowMillis, limit, due::add);
    return due;
  }

  private static FieldChange field(String name, long expireAt) {
    return new FieldChange(Bytes.of(name), Bytes.of("v"), expireAt, Expiry.NEVER);
  }
}
