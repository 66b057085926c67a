package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredBytesTest {
  private static final Bytes KEY = Bytes.of("key");
  private static final Bytes OTHER = Bytes.of("other");
  private static final int LIMIT = 10_000;

  @TempDir Path folder;
  private RocksDbStore store;
  private WrittenSlot slot;

  @BeforeEach
  void open() {
    store = RocksDbStore.open(folder, RocksDbOptions.withMemory(16 << 20));
    slot = new WrittenSlot(store, 7);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void stringIsReadBack() {
    slot.write(new PutString(KEY, Bytes.of("value"), 1000, Expiry.NEVER));

    assertEquals(whole(new PutString(KEY, Bytes.of("value"), 1000, Expiry.NEVER)), load(KEY));
    assertEquals(Loaded.ABSENT, load(OTHER));
  }

  @Test
  void droppedKeyIsGone() {
    slot.write(new PutString(KEY, Bytes.of("value"), Expiry.NEVER, Expiry.NEVER));

    slot.write(new DropKey(KEY, ValueType.STRING, 0, Expiry.NEVER, DropReason.DELETED));

    assertEquals(Loaded.ABSENT, load(KEY));
  }

  @Test
  void fieldsOfHashComeInHashOrder() {
    CollectionHeader header = new CollectionHeader(ValueType.HASH, 1, 100, 0, Expiry.NEVER);
    List<FieldChange> fields = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      fields.add(FieldChange.of(Bytes.of("field" + i), Bytes.of(i)));
    }

    slot.write(new PutHashFields(KEY, header, fields));

    fields.sort((a, b) -> Bytes.compareByHash(a.name(), b.name()));
    assertEquals(whole(new PutHashFields(KEY, header, fields)), load(KEY));
  }

  @Test
  void fieldPutAndDroppedInOneBatchIsGoneEvenIfItWasThereBefore() {
    FieldChange one = FieldChange.of(Bytes.of("one"), Bytes.of("1"));
    FieldChange two = FieldChange.of(Bytes.of("two"), Bytes.of("2"));
    slot.write(new PutHashFields(KEY, hash(2), List.of(one, two)));

    slot.write(
        new PutHashFields(KEY, hash(2), List.of(one)),
        new DropHashFields(
            KEY, hash(1), List.of(new FieldDrop(one.name(), Expiry.NEVER)), DropReason.DELETED));

    assertEquals(whole(new PutHashFields(KEY, hash(1), List.of(two))), load(KEY));
  }

  @Test
  void listGrowsAtBothEndsAndShrinks() {
    slot.write(pushes(0, 200, list(0, 200)));
    slot.write(pushes(-100, 0, list(-100, 300)));
    slot.write(
        new DropListRange(KEY, list(-50, 250), -100, -50),
        new DropListRange(KEY, list(-50, 200), 150, 200));

    assertEquals(whole(pushes(-50, 150, list(-50, 200))), load(KEY));
  }

  @Test
  void longEntriesOfListsComeAndGo() {
    Bytes huge = Bytes.wrap(new byte[5000]);
    Bytes small = Bytes.of("small");
    slot.write(new PutListEntries(KEY, list(0, 3), 0, List.of(huge, small, huge)));
    slot.write(new PutListEntries(KEY, list(0, 3), 2, List.of(small)));
    slot.write(new PutListEntries(KEY, list(0, 3), 1, List.of(huge)));

    assertEquals(
        whole(new PutListEntries(KEY, list(0, 3), 0, List.of(huge, huge, small))), load(KEY));
  }

  @Test
  void thousandsOfEntriesAreTrimmedAndPushedAgain() {
    slot.write(pushes(0, 9000, list(0, 9000)));

    slot.write(
        pushes(9000, 9500, list(0, 9500)),
        new DropListRange(KEY, list(0, 100), 100, 9500),
        pushes(100, 300, list(0, 300)));

    assertEquals(whole(pushes(0, 300, list(0, 300))), load(KEY));
  }

  @Test
  void patchesOfLongStringMeetInItsChunks() {
    CollectionHeader header = new CollectionHeader(ValueType.STRING, 1, 20_000, 0, Expiry.NEVER);
    slot.write(new PatchString(KEY, header, 0, Bytes.wrap(new byte[20_000])));

    slot.write(new PatchString(KEY, header, 8190, Bytes.of("hello")));
    slot.write(new PatchString(KEY, header, 8191, Bytes.of("a")));

    assertEquals("hallo", stringOf(load(KEY), 20_000).substring(8190, 8195));
  }

  @Test
  void movedCollectionKeepsItsElements() {
    PutScores put = new PutScores(KEY, zset(), List.of(ScoreChange.added(Bytes.of("m"), -0.0)));
    slot.write(put);

    slot.write(new MoveKey(KEY, OTHER, zset()));

    assertEquals(Loaded.ABSENT, load(KEY));
    assertEquals(whole(new PutScores(OTHER, zset(), put.changes())), load(OTHER));
  }

  @Test
  void clearedSlotIsEmptyAndGoesOnInItsNewIncarnation() {
    slot.write(new PutString(KEY, Bytes.of("old"), 5, Expiry.NEVER));

    slot.write(
        new PutString(OTHER, Bytes.of("old"), 5, Expiry.NEVER),
        new ClearSlot(2),
        new PutString(KEY, Bytes.of("new"), Expiry.NEVER, Expiry.NEVER));

    assertEquals(2, slot.address().incarnation());
    assertEquals(Loaded.ABSENT, load(OTHER));
    assertEquals(whole(new PutString(KEY, Bytes.of("new"), Expiry.NEVER, Expiry.NEVER)), load(KEY));
    assertEquals(List.of(), due(10));
  }

  @Test
  void collectionAboveTheLimitComesAsItsHeader() {
    slot.write(pushes(0, 200, list(0, 200)));

    assertEquals(
        new Loaded.Large(list(0, 200)), store.load(slot.address(), KEY, ReadTier.DISK, 199));
  }

  @Test
  void dueKeysAndKeysWithDueFieldsAreVisited() {
    FieldChange field = new FieldChange(Bytes.of("f"), Bytes.of("v"), 20, Expiry.NEVER);
    slot.write(
        new PutString(KEY, Bytes.of("v"), 10, Expiry.NEVER),
        new PutHashFields(OTHER, hash(1), List.of(field)));

    assertEquals(List.of(), due(9));
    assertEquals(List.of(KEY), due(10));
    assertEquals(List.of(KEY, OTHER), due(20));
  }

  @Test
  void fieldsOfDeadHashAreNotDueAndLeaveTheIndexWithTheNextBatch() {
    FieldChange field = new FieldChange(Bytes.of("f"), Bytes.of("v"), 20, Expiry.NEVER);
    slot.write(new PutHashFields(KEY, hash(1), List.of(field)));
    slot.write(new DropKey(KEY, ValueType.HASH, 1, Expiry.NEVER, DropReason.DELETED));

    assertEquals(List.of(), due(20));
    slot.write(new PutString(KEY, Bytes.of("v"), 15, Expiry.NEVER));
    assertEquals(List.of(KEY), due(20));
  }

  @Test
  void storeIsAsItWasAfterReopening() {
    slot.write(
        new PutString(KEY, Bytes.of("value"), 1000, Expiry.NEVER),
        pushes(OTHER, 0, 100, list(0, 100)));
    Loaded before = load(OTHER);

    store.close();
    store = RocksDbStore.open(folder, RocksDbOptions.withMemory(16 << 20));

    assertEquals(before, load(OTHER));
    assertEquals(1, store.mark());
    assertEquals(1, store.durableMark());
    assertEquals(2, store.slots().get(slot.address()).position().index());
    assertEquals(List.of(KEY), due(1000));
  }

  private List<Bytes> due(long now) {
    List<Bytes> keys = new ArrayList<>();
    store.due(now, 100, (address, key) -> keys.add(key));
    return keys;
  }

  private Loaded load(Bytes key) {
    Loaded fromMemory = store.load(slot.address(), key, ReadTier.MEMORY, LIMIT);
    Loaded loaded = store.load(slot.address(), key, ReadTier.DISK, LIMIT);
    if (!fromMemory.equals(Loaded.NOT_IN_MEMORY)) {
      assertEquals(loaded, fromMemory);
    }
    return loaded;
  }

  private static String stringOf(Loaded loaded, int length) {
    byte[] bytes = new byte[length];
    for (Mutation part : assertInstanceOf(Loaded.Whole.class, loaded).contents()) {
      PatchString patch = assertInstanceOf(PatchString.class, part);
      System.arraycopy(
          patch.patch().array(), 0, bytes, (int) patch.offset(), patch.patch().length());
    }
    return Bytes.wrap(bytes).latin1();
  }

  private static Loaded whole(Mutation contents) {
    return new Loaded.Whole(List.of(contents));
  }

  private static CollectionHeader hash(int size) {
    return new CollectionHeader(ValueType.HASH, 1, size, 0, Expiry.NEVER);
  }

  private static CollectionHeader zset() {
    return new CollectionHeader(ValueType.SORTED_SET, 1, 1, 0, Expiry.NEVER);
  }

  private static CollectionHeader list(long head, long size) {
    return new CollectionHeader(ValueType.LIST, 1, size, head, Expiry.NEVER);
  }

  private static PutListEntries pushes(long from, long to, CollectionHeader header) {
    return pushes(KEY, from, to, header);
  }

  private static PutListEntries pushes(Bytes key, long from, long to, CollectionHeader header) {
    List<Bytes> entries = new ArrayList<>();
    for (long position = from; position < to; position++) {
      entries.add(Bytes.of("entry " + position));
    }
    return new PutListEntries(key, header, from, entries);
  }
}
