package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Moment;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.adapters.rocksdb.read.DueKeys;
import io.talus.adapters.rocksdb.read.ElementReader;
import io.talus.adapters.rocksdb.read.KeyReader;
import io.talus.adapters.rocksdb.read.SlotScan;
import io.talus.adapters.rocksdb.read.UnfinishedReader;
import io.talus.adapters.rocksdb.write.StoredSlot;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore.KeyScanner;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of RocksDB; the compaction filter keeps everything of its slots until it is closed.
 */
final class RocksDbSnapshot implements StoreSnapshot {
  private final Database database;
  private final Moment moment;
  private final List<SlotAddress> kept;
  private final Map<SlotAddress, Long> nextDue;
  private final KeyReader keys;
  private final ElementReader elements;
  private final SlotScan scan;
  private final UnfinishedReader unfinished;
  private final Map<SlotAddress, SlotAddress> inKeys = new ConcurrentHashMap<>();

  private RocksDbSnapshot(
      Database database,
      List<SlotAddress> kept,
      Map<SlotAddress, Long> nextDue,
      long answerBytesMax) {
    this.database = database;
    this.kept = kept;
    this.nextDue = nextDue;
    this.moment = database.moment();
    this.keys = new KeyReader(moment, answerBytesMax);
    this.elements = new ElementReader(moment, answerBytesMax);
    this.scan = new SlotScan(moment);
    this.unfinished = new UnfinishedReader(moment);
  }

  /** First the slots are kept, and asked what is due: both may be too early, never too late. */
  static RocksDbSnapshot open(
      Database database,
      Editions editions,
      DueKeys due,
      Collection<SlotAddress> slots,
      long answerBytesMax) {
    List<SlotAddress> kept = List.copyOf(slots);
    database.keptSlots().keep(kept);
    Map<SlotAddress, SlotAddress> asked = new HashMap<>();
    Map<SlotAddress, Long> nextDue = new HashMap<>();
    for (SlotAddress slot : kept) {
      asked.put(slot, editions.inKeys(slot));
      nextDue.put(slot, due.next(editions.inKeys(slot)));
    }
    RocksDbSnapshot snapshot = new RocksDbSnapshot(database, kept, nextDue, answerBytesMax);
    for (SlotAddress slot : kept) {
      if (!snapshot.inKeys(slot).equals(asked.get(slot))) {
        nextDue.put(slot, Long.MIN_VALUE); // it has been taken in, or cleared, just now
      }
    }
    return snapshot;
  }

  @Override
  public long index(SlotAddress address) {
    return state(new SlotId(address.table(), address.slot()))
        .map(state -> state.status().position().index())
        .orElse(0L);
  }

  @Override
  public Optional<SlotState> state(SlotId slot) {
    return Optional.ofNullable(stored(slot)).map(StoredSlot::state);
  }

  private @Nullable StoredSlot stored(SlotId slot) {
    LayoutSink key = new LayoutSink(64);
    SystemLayout.statusKey(key, slot);
    byte[] value = moment.get(Family.SYSTEM, key);
    return value == null
        ? null
        : new StoredSlot(SystemLayout.state(key.toArray(), value), SystemLayout.edition(value));
  }

  /** As {@link Editions#inKeys}, at this moment. */
  private SlotAddress inKeys(SlotAddress address) {
    return inKeys.computeIfAbsent(
        address, each -> Editions.inKeys(each, stored(new SlotId(each.table(), each.slot()))));
  }

  @Override
  public long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    return scan.scan(inKeys(address), cursor, count, scanner);
  }

  @Override
  public List<UnfinishedCollection> unpublished(SlotAddress address) {
    return unfinished.of(SlotPrefix.of(inKeys(address)));
  }

  @Override
  public Loaded load(SlotAddress address, Bytes key, int limit) {
    return keys.load(inKeys(address), key, ReadTier.DISK, limit);
  }

  @Override
  public Elements read(StoredCollection collection, ElementQuery query) {
    StoredCollection stored =
        new StoredCollection(inKeys(collection.address()), collection.type(), collection.id());
    return elements.read(stored, query, ReadTier.DISK);
  }

  @Override
  public long nextDue(SlotAddress address) {
    Long due = nextDue.get(address);
    if (due == null) {
      throw new IllegalArgumentException("slot: " + address + " (expected: one of " + kept + ")");
    }
    return due;
  }

  @Override
  public void close() {
    moment.close();
    database.keptSlots().release(kept);
  }
}
