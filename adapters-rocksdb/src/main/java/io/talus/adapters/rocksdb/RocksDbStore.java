package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.SlotPast;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.adapters.rocksdb.read.BatchSource;
import io.talus.adapters.rocksdb.read.DueKeys;
import io.talus.adapters.rocksdb.read.ElementReader;
import io.talus.adapters.rocksdb.read.KeyReader;
import io.talus.adapters.rocksdb.read.ManyReads;
import io.talus.adapters.rocksdb.read.SlotScan;
import io.talus.adapters.rocksdb.write.BatchWriter;
import io.talus.adapters.rocksdb.write.CountLimits;
import io.talus.adapters.rocksdb.write.SlotChange;
import io.talus.adapters.rocksdb.write.StoredSlot;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All slots of a node in one RocksDB: the bytes are described in {@link
 * io.talus.adapters.rocksdb.layout}.
 *
 * <p>{@link #apply}, {@link #dropSlot}, {@link #install}, {@link #forgetBeyond}, {@link #flush} and
 * {@link #rest} belong to the background writer's thread; everything else may be called by any.
 */
public final class RocksDbStore implements SlotStore {
  private static final Logger LOG = LoggerFactory.getLogger(RocksDbStore.class);

  private final Database database;
  private final StoredSlots slots;
  private final Editions editions;
  private final Installations installations;
  private final ManyReads reads;
  private final BatchWriter writer;
  private final KeyReader keys;
  private final ElementReader elements;
  private final SlotScan scan;
  private final DueKeys due;
  private final long answerBytesMax;
  private volatile long mark;

  private RocksDbStore(
      Database database,
      CountLimits counts,
      long answerBytesMax,
      @Nullable ExecutorService readers) {
    this.database = database;
    this.answerBytesMax = answerBytesMax;
    this.slots = StoredSlots.read(database);
    this.editions = Editions.read(database, slots);
    this.due = new DueKeys(database);
    this.keys = new KeyReader(database, answerBytesMax);
    this.elements = new ElementReader(database, answerBytesMax);
    this.scan = new SlotScan(database);
    this.reads = new ManyReads(database, readers);
    BatchSource source = new BatchSource(database, reads);
    this.writer =
        new BatchWriter(database.familyIds(), slots::find, editions::next, source, counts);
    this.installations = new Installations(database, slots, editions, due, source, counts);
    this.mark = durableMark();
    slots.forEach(slot -> due.expect(slot.inKeys(), Long.MIN_VALUE));
  }

  /** Opens the store in a folder, and makes it if there is none. Batches read key by key. */
  public static RocksDbStore open(Path folder, RocksDbOptions options) {
    return open(folder, options, CountLimits.DEFAULT, null);
  }

  /**
   * Opens the store in a folder, and makes it if there is none.
   *
   * @param readers read for urgent batches; the store ends them when it is closed
   */
  public static RocksDbStore open(Path folder, RocksDbOptions options, ExecutorService readers) {
    return open(folder, options, CountLimits.DEFAULT, readers);
  }

  /** Opens a store whose sorted sets are counted in trees of another shape. */
  static RocksDbStore open(Path folder, RocksDbOptions options, CountLimits counts) {
    return open(folder, options, counts, null);
  }

  private static RocksDbStore open(
      Path folder, RocksDbOptions options, CountLimits counts, @Nullable ExecutorService readers) {
    Database database = Database.open(folder, options);
    try {
      FormatVersion.check(database);
      return new RocksDbStore(database, counts, options.answerBytesMax(), readers);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public long mark() {
    return mark;
  }

  @Override
  public long durableMark() {
    byte[] flushed = database.getFlushed(Family.SYSTEM, SystemLayout.markKey());
    return flushed == null ? 0 : SystemLayout.mark(flushed);
  }

  @Override
  public LogPosition applied(SlotId slot) {
    return slots.applied(slot);
  }

  @Override
  public Map<SlotAddress, SlotStatus> slots() {
    return slots.toMap();
  }

  @Override
  public Overwritten overwritten(SlotAddress address) {
    return slots.overwritten(address);
  }

  @Override
  public void apply(StoreBatch batch) {
    long reached = Math.max(batch.mark(), mark);
    boolean written = false;
    database.endRest();
    try {
      deleteStaleEntries();
      database.write(writer.begin(batch, reached));
      written = true;
      writer.slots().forEach(this::applied);
      mark = reached;
    } finally {
      writer.end(written);
    }
  }

  /** The files that hold nothing but the slot, or a part of others, go when RocksDB compacts. */
  @Override
  public void dropSlot(SlotId slot, long logEnd) {
    installations.requireNone(slot);
    database.endRest();
    StoredSlot dropped = slots.find(slot);
    SlotPast past = editions.past(slot).withEdition(editions.current(slot)).endedAt(logEnd);
    try {
      database.write(writer.beginDrop(slot, past));
      slots.remove(slot);
      editions.remember(slot, past);
      if (dropped != null) {
        due.forget(dropped.inKeys());
      }
    } finally {
      writer.end(false);
    }
  }

  @Override
  public Installation install(SlotState state) {
    return installations.begin(state);
  }

  @Override
  public long beginsAfter(SlotId slot) {
    return editions.past(slot).beginsAfter();
  }

  @Override
  public void forgetBeyond(long logEnd) {
    if (editions.forgetBeyond(logEnd, database)) {
      flush();
    }
  }

  @Override
  public void flush() {
    database.flush();
  }

  @Override
  public void rest() {
    database.rest();
  }

  @Override
  public Loaded load(SlotAddress address, Bytes key, ReadTier tier, int limit) {
    return keys.load(editions.inKeys(address), key, tier, limit);
  }

  @Override
  public Elements read(StoredCollection collection, ElementQuery query, ReadTier tier) {
    SlotAddress inKeys = editions.inKeys(collection.address());
    return elements.read(
        new StoredCollection(inKeys, collection.type(), collection.id()), query, tier);
  }

  @Override
  public StoreSnapshot openSnapshot(Collection<SlotAddress> kept) {
    return RocksDbSnapshot.open(database, editions, due, kept, answerBytesMax);
  }

  @Override
  public List<StoredCollection> unpublished() {
    return slots.unpublished(database);
  }

  @Override
  public long nextDue(SlotAddress address) {
    return due.next(editions.inKeys(address));
  }

  @Override
  public long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    return scan.scan(editions.inKeys(address), cursor, count, scanner);
  }

  @Override
  public void due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    due.visit(
        nowMillis,
        limit,
        (inKeys, key) -> {
          SlotAddress address = slots.ofKeys(inKeys);
          if (address != null) {
            visitor.accept(address, key);
          }
        });
  }

  @Override
  public void checkpoint(Path folder) {
    database.checkpoint(folder);
  }

  @Override
  public long sizeBytes() {
    return database.property("rocksdb.live-sst-files-size");
  }

  @Override
  public long sizeBytes(SlotId slot) {
    if (slots.find(slot) == null) {
      return 0;
    }
    Bytes prefix = SlotPrefix.ofAllIncarnations(slot);
    return database.sizeBytes(prefix, SlotPrefix.end(prefix));
  }

  /**
   * Compacts everything, which gives back the space of whatever was dropped. RocksDB does so by
   * itself, in its own time; this takes long, and may be called by any thread.
   */
  public void compact() {
    database.compact();
  }

  /**
   * A flush spares the next start the replay of the log. It may be refused for want of room, or
   * because the JVM is ending and the database has been stopped.
   */
  @Override
  public void close() {
    try {
      flush();
    } catch (StoreException refused) {
      if (!database.isStopped() && !refused.isOutOfSpace()) {
        throw refused;
      }
      LOG.info("not flushed, the log has it: {}", refused.getMessage());
    } finally {
      abandon();
    }
  }

  /**
   * Lets go as a crash would: what was not flushed is lost, and comes again from the log. For
   * tests.
   */
  public void abandon() {
    reads.close();
    database.close();
  }

  private void deleteStaleEntries() {
    byte[] entry;
    while ((entry = due.stale().poll()) != null) {
      writer.deleteExpiryEntry(entry);
    }
  }

  private void applied(SlotChange slot) {
    StoredSlot after = slot.after();
    StoredSlot before = slots.put(after);
    if (before != null && before.edition() != after.edition()) {
      due.forget(before.inKeys());
    }
    due.expect(after.inKeys(), slot.nextDue());
  }
}
