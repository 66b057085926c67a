package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.store.SlotPieces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dropped gives back its space when RocksDB compacts. */
final class ReclaimTest {
  private static final int ELEMENTS = 20_000;
  private static final Bytes HASH = Bytes.of("hash");
  private static final Bytes LIST = Bytes.of("list");
  private static final Bytes SORTED_SET = Bytes.of("sorted set");

  @TempDir Path folder;
  private RocksDbStore store;
  private WrittenSlot slot;

  @BeforeEach
  void load() {
    store = RocksDbStore.open(folder, RocksDbOptions.withMemory(16 << 20));
    slot = new WrittenSlot(store, 3);
    Random random = new Random(1);
    slot.write(
        new PutHashFields(HASH, header(ValueType.HASH, 1), fields(random)),
        new PutListEntries(LIST, header(ValueType.LIST, 2), 0, entries(random)),
        new PutScores(SORTED_SET, header(ValueType.SORTED_SET, 3), scores(random)));
    store.flush();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void droppedCollectionsGiveBackTheirSpaceAndOthersStay() {
    store.compact();
    long loaded = store.sizeBytes();

    drop(HASH, ValueType.HASH, 1);
    drop(SORTED_SET, ValueType.SORTED_SET, 3);
    store.compact();

    assertTrue(store.sizeBytes() < loaded / 2, store.sizeBytes() + " of " + loaded);
    assertEquals(ELEMENTS, elementsOf(LIST));
    drop(LIST, ValueType.LIST, 2);
    store.compact();
    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void whatWasOverwrittenUnseenGivesBackItsSpace() {
    for (Bytes key : List.of(HASH, LIST, SORTED_SET)) {
      slot.write(new OverwriteString(key, Bytes.EMPTY, Expiry.NEVER));
    }
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void clearedSlotGivesBackItsSpace() {
    slot.write(new ClearSlot(2));
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void droppedSlotGivesBackItsSpace() {
    store.dropSlot(new SlotId(slot.address().table(), slot.address().slot()), 1);
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  /** Its collections have the ids of some that compaction threads know to be dead. */
  @Test
  void aSlotThatIsTakenInIsNotTakenForWhatWasDropped() {
    SlotId id = new SlotId(slot.address().table(), slot.address().slot());
    List<byte[]> pieces = SlotPieces.of(store, id, 1);
    for (int i = 0; i < 3; i++) {
      drop(HASH, ValueType.HASH, 1);
      drop(LIST, ValueType.LIST, 2);
      drop(SORTED_SET, ValueType.SORTED_SET, 3);
      store.compact();
      if (i > 0) {
        store.dropSlot(id, 1);
        store.compact();
      }

      SlotPieces.taken(store, pieces).whole().finish(1);
      store.flush();
      store.compact();

      for (Bytes key : List.of(HASH, LIST, SORTED_SET)) {
        Loaded loaded = store.load(slot.address(), key, ReadTier.DISK, ELEMENTS);
        assertInstanceOf(Loaded.Whole.class, loaded, key::toString);
      }
    }
  }

  @Test
  void whatWasTakenInAndGivenUpGivesBackItsSpace() {
    SlotId id = new SlotId(slot.address().table(), slot.address().slot());
    List<byte[]> pieces = SlotPieces.of(store, id, 1);
    SlotPieces.taken(store, pieces).abandon();
    store.dropSlot(id, 1);
    SlotPieces.taken(store, pieces).abandon();
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void whatACrashLeavesOfASlotThatWasTakenInGivesBackItsSpace() {
    SlotId id = new SlotId(slot.address().table(), slot.address().slot());
    List<byte[]> pieces = SlotPieces.of(store, id, 1);
    store.dropSlot(id, 1);
    SlotPieces.taken(store, pieces);
    store.flush();
    store.abandon();

    store = RocksDbStore.open(folder, RocksDbOptions.withMemory(16 << 20));
    assertEquals(Map.of(), store.slots());
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void whatIsReadAsItWasIsKeptUntilItHasBeenRead() {
    SlotAddress address = slot.address();
    try (StoreSnapshot snapshot = store.openSnapshot(List.of(address))) {
      drop(HASH, ValueType.HASH, 1);
      drop(LIST, ValueType.LIST, 2);
      drop(SORTED_SET, ValueType.SORTED_SET, 3);
      store.compact();

      for (Bytes key : List.of(HASH, LIST, SORTED_SET)) {
        Loaded loaded = snapshot.load(address, key, ELEMENTS);
        assertInstanceOf(Loaded.Whole.class, loaded, key::toString);
      }
      Elements ranked =
          snapshot.read(
              new StoredCollection(address, ValueType.SORTED_SET, 3),
              new ElementQuery.Ranks(ELEMENTS - 10, ELEMENTS));
      assertEquals(10, assertInstanceOf(Elements.Ranked.class, ranked).members().size());
    }
    store.compact();

    assertTrue(store.sizeBytes() < 20_000, store.sizeBytes() + " are left");
  }

  @Test
  void whatWasBuiltAndGivenUpGivesBackItsSpace() {
    CollectionHeader header = header(ValueType.SORTED_SET, 4);
    slot.write(new BuildPart(new PutScores(HASH, header, scores(new Random(2)))));
    store.compact();
    long built = store.sizeBytes();
    assertEquals(
        List.of(new StoredCollection(slot.address(), ValueType.SORTED_SET, 4)),
        store.unpublished());

    slot.write(new AbandonBuilt(ValueType.SORTED_SET, 4));
    store.compact();

    assertTrue(store.sizeBytes() < 0.85 * built, store.sizeBytes() + " of " + built);
    assertEquals(List.of(), store.unpublished());
  }

  private void drop(Bytes key, ValueType type, long id) {
    slot.write(new DropKey(key, type, id, Expiry.NEVER, DropReason.DELETED));
  }

  private int elementsOf(Bytes key) {
    Loaded loaded = store.load(slot.address(), key, ReadTier.DISK, ELEMENTS);
    Loaded.Whole whole = assertInstanceOf(Loaded.Whole.class, loaded);
    return assertInstanceOf(PutListEntries.class, whole.contents().get(0)).entries().size();
  }

  private static CollectionHeader header(ValueType type, long id) {
    return new CollectionHeader(type, id, ELEMENTS, 0, Expiry.NEVER);
  }

  private static List<FieldChange> fields(Random random) {
    List<FieldChange> fields = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      fields.add(new FieldChange(Bytes.of(i), bytes(random), 1000 + i, Expiry.NEVER));
    }
    return fields;
  }

  private static List<Bytes> entries(Random random) {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      entries.add(bytes(random));
    }
    return entries;
  }

  private static List<ScoreChange> scores(Random random) {
    List<ScoreChange> scores = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      scores.add(ScoreChange.added(Bytes.of(i), random.nextDouble()));
    }
    return scores;
  }

  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }
}
