package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Moment;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.adapters.rocksdb.read.DueKeys;
import io.talus.adapters.rocksdb.read.ElementReader;
import io.talus.adapters.rocksdb.read.KeyReader;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  }

  /** First the slots are kept, and asked what is due: both may be too early, never too late. */
  static RocksDbSnapshot open(
      Database database, DueKeys due, Collection<SlotAddress> slots, long answerBytesMax) {
    List<SlotAddress> kept = List.copyOf(slots);
    database.keptSlots().keep(kept);
    Map<SlotAddress, Long> nextDue = new HashMap<>();
    kept.forEach(slot -> nextDue.put(slot, due.next(slot)));
    return new RocksDbSnapshot(database, kept, nextDue, answerBytesMax);
  }

  @Override
  public long index(SlotAddress address) {
    LayoutSink key = new LayoutSink(64);
    SystemLayout.statusKey(key, address);
    byte[] value = moment.get(Family.SYSTEM, key);
    return value == null ? 0 : SystemLayout.status(value).position().index();
  }

  @Override
  public Loaded load(SlotAddress address, Bytes key, int limit) {
    return keys.load(address, key, ReadTier.DISK, limit);
  }

  @Override
  public Elements read(StoredCollection collection, ElementQuery query) {
    return elements.read(collection, query, ReadTier.DISK);
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
