package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A slot that goes leaves nothing, and those beside it stay. */
interface DropsSlots extends StoreTest {
  SlotId GOING = new SlotId(1, 255);

  /** Its bytes come before, and after, those of the one that goes. */
  List<SlotId> STAYING =
      List.of(new SlotId(0, 255), new SlotId(1, 254), new SlotId(1, 256), new SlotId(2, 255));

  CollectionHeader QUEUE = CollectionHeader.create(ValueType.LIST, 1);

  @Test
  default void aDroppedSlotIsUnknown() {
    SlotAddress address = fixture().address(GOING);
    log(GOING, new PutString(KEY, Bytes.of("a"), 100, Expiry.NEVER));
    log(GOING, new BuildPart(new PutListEntries(OTHER, QUEUE.withSize(1), 0, List.of(KEY))));
    assertEquals(1, fixture().store().unpublished().size());

    fixture().store().dropSlot(GOING, 1);

    assertEquals(Map.of(), fixture().store().slots());
    assertEquals(LogPosition.NONE, fixture().store().applied(GOING));
    assertEquals(Expiry.NEVER, fixture().store().nextDue(address));
    assertEquals(List.of(), fixture().store().unpublished());
    assertEquals(Loaded.ABSENT, fixture().store().load(address, KEY, ReadTier.DISK, 1));
    assertEquals(0, scanned(address));
    fixture().store().dropSlot(GOING, 1);
    reopen();
    assertEquals(Map.of(), fixture().store().slots());
    assertEquals(List.of(), fixture().store().unpublished());
    assertEquals(0, scanned(address));
  }

  @Test
  default void incarnationsBeforeGoAsWell() {
    SlotAddress before = fixture().address(GOING);
    log(GOING, new PutString(KEY, Bytes.of("a"), 100, Expiry.NEVER));
    log(GOING, new ClearSlot(2));
    log(GOING, new PutString(KEY, Bytes.of("b"), 100, Expiry.NEVER));
    SlotAddress after = fixture().address(GOING);

    fixture().store().dropSlot(GOING, 1);

    assertEquals(0, scanned(before) + scanned(after));
  }

  @Test
  default void othersStay() {
    for (SlotId slot : STAYING) {
      log(slot, new PutString(KEY, Bytes.of(slot.toString()), 100, Expiry.NEVER));
    }
    log(GOING, new PutString(KEY, Bytes.of("a"), 100, Expiry.NEVER));

    fixture().drop(GOING);

    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void aCrashBeforeTheNextFlushTakesTheDropBack() {
    log(GOING, new PutString(KEY, Bytes.of("a"), Expiry.NEVER, Expiry.NEVER));
    fixture().store().flush();

    fixture().store().dropSlot(GOING, 1);
    crash();
    fixture().assertSameAsModel();

    fixture().drop(GOING);
    fixture().store().flush();
    crash();
    fixture().assertSameAsModel();
    assertEquals(Map.of(), fixture().store().slots());
  }

  @Test
  default void aSnapshotStillHasIt() {
    SlotAddress address = fixture().address(GOING);
    log(GOING, new PutListEntries(KEY, QUEUE.withSize(2), 0, List.of(KEY, OTHER)));
    try (StoreSnapshot snapshot = fixture().store().openSnapshot(List.of(address))) {
      fixture().store().dropSlot(GOING, 1);
      fixture().store().flush();

      assertEquals(1, snapshot.index(address));
      StoredCollection list = new StoredCollection(address, ValueType.LIST, 1);
      Elements read = snapshot.read(list, new ElementQuery.Positions(0, 2));
      assertTrue(read instanceof Elements.Entries entries && entries.covers(0, 2));
    }
  }

  /** What a writer remembers of a list's last page, for instance. */
  @Test
  default void nothingOfItComesBackWithTheSlot() {
    log(GOING, new PutListEntries(KEY, QUEUE.withSize(2), 0, List.of(KEY, OTHER)));
    fixture().drop(GOING);
    log(GOING, new PutListEntries(KEY, QUEUE.withSize(1), 0, List.of(OTHER)));

    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void aSlotTakesWhatItHolds() {
    byte[] value = new byte[10_000];
    Seeds.first().nextBytes(value);
    assertEquals(0, fixture().store().sizeBytes(GOING));
    for (int i = 0; i < 100; i++) {
      log(GOING, new PutString(Bytes.of(i), Bytes.wrap(value), Expiry.NEVER, Expiry.NEVER));
      log(STAYING.getFirst(), new PutString(Bytes.of(i), KEY, Expiry.NEVER, Expiry.NEVER));
    }

    assertLarge();
    fixture().store().flush();
    assertLarge();
    long small = fixture().store().sizeBytes(STAYING.getFirst());
    assertTrue(small < 100_000, () -> small + " bytes");
    fixture().store().dropSlot(GOING, 1);
    assertEquals(0, fixture().store().sizeBytes(GOING));
  }

  /** What has not been flushed is estimated from the number of its keys. */
  private void assertLarge() {
    long large = fixture().store().sizeBytes(GOING);
    assertTrue(large > 200_000 && large < 5_000_000, () -> large + " bytes");
  }

  @Test
  default void whateverCommandsDoSlotsComeAndGo() {
    Seeds.each(
        2,
        random -> {
          openAnew();
          comeAndGo(random);
        });
  }

  private void comeAndGo(RandomGenerator random) {
    List<SlotId> all = new ArrayList<>(STAYING);
    all.add(GOING);
    List<RandomMutations> commands = new ArrayList<>();
    all.forEach(slot -> commands.add(RandomMutations.withBuilding(random)));
    long ended = 0;
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < all.size(); j++) {
        long before = all.get(j).equals(GOING) ? ended : 0;
        fixture().log(all.get(j), later(commands.get(j).next(), before));
      }
      fixture().applyUpTo(fixture().end());
      if (random.nextInt(10) == 0) {
        ended = fixture().address(GOING).incarnation();
        fixture().drop(GOING);
        commands.set(all.size() - 1, RandomMutations.withBuilding(random));
      }
      if (random.nextInt(20) == 0) {
        reopen();
        fixture().assertSameAsModel();
      }
    }
    fixture().assertSameAsModel();
  }

  private void log(SlotId slot, Mutation mutation) {
    fixture().log(slot, List.of(mutation));
    fixture().applyUpTo(fixture().end());
  }

  /** The same, of a slot that had so many incarnations before. */
  private static List<Mutation> later(List<Mutation> unit, long ended) {
    List<Mutation> later = new ArrayList<>();
    for (Mutation mutation : unit) {
      later.add(
          mutation instanceof ClearSlot clear
              ? new ClearSlot(clear.newIncarnation() + ended)
              : mutation);
    }
    return later;
  }

  private int scanned(SlotAddress address) {
    List<Bytes> keys = new ArrayList<>();
    fixture()
        .store()
        .scan(address, 0, StoreFixture.NO_LIMIT, (key, type, expireAt) -> keys.add(key));
    return keys.size();
  }
}
