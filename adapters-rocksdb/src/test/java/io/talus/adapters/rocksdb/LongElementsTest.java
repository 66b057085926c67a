package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few elements may be much: what would not fit the heap stays in the store. */
final class LongElementsTest {
  private static final Bytes KEY = Bytes.of("key");
  private static final int ELEMENT_BYTES = 100_000;
  private static final int ELEMENTS = 20;
  private static final int LIMIT = 1000;

  @TempDir private Path folder;
  private RocksDbStore store;
  private WrittenSlot written;

  @BeforeEach
  void open() {
    store =
        RocksDbStore.open(
            folder, RocksDbOptions.withMemory(16 << 20).withAnswerBytesMax(4 * ELEMENT_BYTES));
    written = new WrittenSlot(store, 3);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<Bytes> elements() {
    List<Bytes> elements = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      elements.add(Bytes.wrap(new byte[ELEMENT_BYTES + i]));
    }
    return elements;
  }

  private void requireLarge(CollectionHeader header, Mutation change) {
    written.write(change);

    assertEquals(
        new Loaded.Large(header), store.load(written.address(), KEY, ReadTier.DISK, LIMIT));
    assertEquals(Loaded.NOT_IN_MEMORY, store.load(written.address(), KEY, ReadTier.MEMORY, LIMIT));
  }

  @Test
  void setOfLongMembersIsNotLoaded() {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(ELEMENTS);

    requireLarge(header, new PutSetMembers(KEY, header, elements()));
  }

  @Test
  void fieldsThatAreDueComeInParts() {
    CollectionHeader header = CollectionHeader.create(ValueType.HASH, 1).withSize(ELEMENTS);
    List<FieldChange> fields = new ArrayList<>();
    for (Bytes name : elements()) {
      fields.add(new FieldChange(name, Bytes.of("v"), 100, Expiry.NEVER));
    }
    written.write(new PutHashFields(KEY, header, fields));

    StoredCollection hash = new StoredCollection(written.address(), ValueType.HASH, 1);
    Elements.Fields due =
        assertInstanceOf(
            Elements.Fields.class, store.read(hash, new ElementQuery.Due(100, 0), ReadTier.DISK));

    assertTrue(!due.fields().isEmpty() && due.fields().size() < ELEMENTS);
    assertTrue(due.next() <= 100);
  }

  @Test
  void listOfLongEntriesIsNotLoaded() {
    CollectionHeader header = CollectionHeader.create(ValueType.LIST, 1).withSize(ELEMENTS);
    PutListEntries put = new PutListEntries(KEY, header, header.head(), elements());
    requireLarge(header, put);

    StoredCollection list = new StoredCollection(written.address(), ValueType.LIST, 1);
    Elements few =
        store.read(
            list, new ElementQuery.Positions(header.head(), header.head() + 2), ReadTier.DISK);
    assertInstanceOf(Elements.Entries.class, few);
    Elements all =
        store.read(list, new ElementQuery.Positions(header.head(), header.tail()), ReadTier.DISK);
    assertEquals(Elements.TOO_LARGE, all);
  }

  @Test
  void shortEntriesOfThePageComeWithThoseAskedForUpToALongOne() {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      entries.add(i == 5 ? Bytes.wrap(new byte[ELEMENT_BYTES]) : Bytes.of("entry" + i));
    }
    CollectionHeader header = CollectionHeader.create(ValueType.LIST, 1).withSize(ELEMENTS);
    written.write(new PutListEntries(KEY, header, header.head(), entries));

    assertBeside(header, 8, 6, ELEMENTS);
    assertBeside(header, 2, 0, 5);
    assertBeside(header, 5, 0, ELEMENTS);
  }

  /** Who asks for one entry gets those from {@code from} to {@code to}; all indexes. */
  private void assertBeside(CollectionHeader header, int index, int from, int to) {
    StoredCollection list = new StoredCollection(written.address(), ValueType.LIST, 1);
    long position = header.head() + index;

    Elements.Entries found =
        assertInstanceOf(
            Elements.Entries.class,
            store.read(list, new ElementQuery.Positions(position, position + 1), ReadTier.DISK));

    assertEquals(header.head() + from, found.from());
    assertEquals(header.head() + to, found.to());
    assertTrue(Stream.of(found.entries()).noneMatch(Objects::isNull));
  }
}
