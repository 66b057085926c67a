package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.reclaim.DeadElements;
import io.talus.adapters.rocksdb.reclaim.KeptSlots;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Holder;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB instance of a node. Reads come from any thread. Batches are written by one; others
 * may write what nobody reads yet. What goes wrong comes out as {@link StoreException} with the
 * folder in its message.
 */
public final class Database implements Reads, AutoCloseable {
  private static final String NO_SPACE = "No space left";
  private static final byte[] NOT_IN_MEMORY = {};

  /** See {@link #getOnce}. */
  private static final int READS_TO_BE_CACHED = 32;

  private static final SizeApproximationFlag[] FILES_AND_MEMTABLES = {
    SizeApproximationFlag.INCLUDE_FILES, SizeApproximationFlag.INCLUDE_MEMTABLES
  };

  private final Path folder;
  private final EngineSetup settings;
  private final KeptSlots keptSlots;
  private final RocksDB db;
  private final ColumnFamilyHandle[] handles;
  private final ReadOptions inMemory = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);
  private final ReadOptions flushed = new ReadOptions().setReadTier(ReadTier.PERSISTED_TIER);
  private final ReadOptions anywhere = new ReadOptions();
  private final ReadOptions passing = new ReadOptions().setFillCache(false);
  private final CursorOptions cursors = new CursorOptions();
  private final WriteOptions withoutLog =
      new WriteOptions().setDisableWAL(true).setMemtableInsertHintPerBatch(true);
  private final FlushOptions waiting = new FlushOptions().setWaitForFlush(true);

  /** Those whose level 0 is compacted whatever its size; of the thread that writes. */
  private final Set<Family> resting = EnumSet.noneOf(Family.class);

  /** Of several threads, and counted loosely: a read more or less in the cache is no matter. */
  private int onceReads;

  private volatile boolean stopped;

  private Database(
      Path folder,
      EngineSetup settings,
      KeptSlots keptSlots,
      RocksDB db,
      List<ColumnFamilyHandle> handles) {
    this.keptSlots = keptSlots;
    this.folder = folder;
    this.settings = settings;
    this.db = db;
    this.handles = handles.toArray(ColumnFamilyHandle[]::new);
  }

  /** Opens the database in a folder; makes both if they do not exist. */
  public static Database open(Path folder, RocksDbOptions options) {
    RocksDB.loadLibrary();
    LiveCollections liveness = new LiveCollections();
    KeptSlots keptSlots = new KeptSlots();
    EngineSetup settings =
        new EngineSetup(options, new DeadElements(liveness, keptSlots, CompactionThreads::add));
    try {
      Files.createDirectories(folder);
      FamilyNames.check(folder);
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      RocksDB db =
          RocksDB.open(settings.database(), folder.toString(), settings.families(), handles);
      Database database = new Database(folder, settings, keptSlots, db, handles);
      liveness.ask(database);
      CompactionThreads.opened(database, options.backgroundJobs());
      return database;
    } catch (RocksDBException | IOException e) {
      settings.close();
      throw new StoreException(folder + ": cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      settings.close();
      throw e;
    }
  }

  @Override
  public Path folder() {
    return folder;
  }

  /** The numbers that RocksDB gave to the families, by {@link Family#index}. */
  public int[] familyIds() {
    int[] ids = new int[handles.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = handles[i].getID();
    }
    return ids;
  }

  @Override
  public byte @Nullable [] get(Family family, LayoutSink key) {
    return get(family, anywhere, key.array(), key.length());
  }

  /**
   * As {@link #get}, for a key that is kept by who asks, so that it is of little use to keep its
   * block as well: that takes longer than to read it. Only one read in 32 brings what it needs into
   * the cache. What is needed often comes in all the same: the index, neighbours of many keys.
   */
  @Override
  public byte @Nullable [] getOnce(Family family, LayoutSink key) {
    boolean cached = onceReads++ % READS_TO_BE_CACHED == 0;
    return get(family, cached ? anywhere : passing, key);
  }

  byte @Nullable [] get(Family family, ReadOptions options, LayoutSink key) {
    return get(family, options, key.array(), key.length());
  }

  /** The value that is on the disk, whatever has been written since the last flush. */
  public byte @Nullable [] getFlushed(Family family, byte[] key) {
    return get(family, flushed, key, key.length);
  }

  private byte @Nullable [] get(Family family, ReadOptions tier, byte[] key, int length) {
    try {
      return db.get(handle(family), tier, key, 0, length);
    } catch (RocksDBException e) {
      throw fault("reading", e);
    }
  }

  /**
   * The value of a key if it can be told without reading the disk; null if there is none, and what
   * {@link #isNotInMemory} if the disk has to be read.
   *
   * <p>RocksDB has two ways to say so. Its {@code get} throws, which takes as long as reading a
   * fast disk. Its {@code keyMayExist} also gives the value if it came by it, but does not tell
   * apart an empty value and one that it did not come by: so no value of ours is empty.
   */
  @Override
  public byte @Nullable [] getInMemory(Family family, LayoutSink key) {
    return getInMemory(family, inMemory, key);
  }

  byte @Nullable [] getInMemory(Family family, ReadOptions options, LayoutSink key) {
    Holder<byte[]> found = new Holder<>();
    if (!db.keyMayExist(handle(family), options, key.array(), 0, key.length(), found)) {
      return null;
    }
    byte[] value = found.getValue();
    return value == null ? NOT_IN_MEMORY : value;
  }

  /** Whether an answer of {@link #getInMemory} says that the disk has to be read. */
  public static boolean isNotInMemory(byte[] value) {
    return value.length == 0;
  }

  @Override
  public Cursor cursor(Family family, CursorKind kind) {
    return new Cursor(this, db.newIterator(handle(family), cursors.of(kind)));
  }

  Cursor cursor(Family family, ReadOptions options) {
    return new Cursor(this, db.newIterator(handle(family), options));
  }

  @Override
  public Snapshot snapshot(boolean memoryOnly) {
    return new Snapshot(this, db.getSnapshot(), memoryOnly);
  }

  /** The database as it is now, for as long as it takes; to be closed before the database is. */
  public Moment moment() {
    return new Moment(this, db.getSnapshot());
  }

  void release(org.rocksdb.Snapshot snapshot) {
    db.releaseSnapshot(snapshot);
  }

  /** Of which slots nothing is reclaimed. */
  public KeptSlots keptSlots() {
    return keptSlots;
  }

  /** Writes a batch in RocksDB's representation, atomically. */
  public void write(byte[] batch) {
    try (WriteBatch bytes = new WriteBatch(batch)) {
      db.write(withoutLog, bytes);
    } catch (RocksDBException e) {
      throw fault("writing", e);
    }
  }

  /** Writes a single key. */
  public void put(Family family, byte[] key, byte[] value) {
    try {
      db.put(handle(family), withoutLog, key, value);
    } catch (RocksDBException e) {
      throw fault("writing", e);
    }
  }

  /** Copies the database, as it is now, into a folder that does not exist yet. */
  public void checkpoint(Path copy) {
    try (Checkpoint checkpoint = Checkpoint.create(db)) {
      checkpoint.createCheckpoint(copy.toString());
    } catch (RocksDBException e) {
      throw fault("copying to " + copy, e);
    }
  }

  /** Makes everything written durable. */
  public void flush() {
    try {
      db.flush(waiting, List.of(handles));
    } catch (RocksDBException e) {
      throw fault("flushing", e);
    }
  }

  /**
   * Nobody writes: compacts what lies in level 0, of which every read has to ask each file, in the
   * background. By the thread that writes, as {@link #endRest}, which is to come before the next
   * write.
   */
  public void rest() {
    for (Family family : Family.all()) {
      if (level0Files(family) > 0 && resting.add(family)) {
        compactLevel0From(family, 1);
      }
    }
  }

  int level0Files(Family family) {
    try {
      return Integer.parseInt(db.getProperty(handle(family), "rocksdb.num-files-at-level0"));
    } catch (RocksDBException e) {
      throw fault("asking for the files of level 0", e);
    }
  }

  /** Level 0 is compacted as usual again, when it is worth it. */
  public void endRest() {
    for (Family family : resting) {
      compactLevel0From(family, EngineSetup.LEVEL_0_FILES);
    }
    resting.clear();
  }

  private void compactLevel0From(Family family, int files) {
    try {
      db.setOptions(
          handle(family),
          MutableColumnFamilyOptions.builder().setLevel0FileNumCompactionTrigger(files).build());
    } catch (RocksDBException e) {
      throw fault("setting when level 0 is compacted", e);
    }
  }

  /** Flushes, and compacts all families. */
  public void compact() {
    try {
      for (ColumnFamilyHandle handle : handles) {
        db.compactRange(handle);
      }
    } catch (RocksDBException e) {
      throw fault("compacting", e);
    }
  }

  /** The sum over all families of a property that is a number. */
  public long property(String name) {
    long sum = 0;
    try {
      for (ColumnFamilyHandle handle : handles) {
        sum += db.getLongProperty(handle, name);
      }
      return sum;
    } catch (RocksDBException e) {
      throw fault("asking for " + name, e);
    }
  }

  /** An estimate of what the keys of a range take in all slotted families, on disk or not. */
  public long sizeBytes(Bytes from, Bytes to) {
    long sum = 0;
    try (Slice start = new Slice(from.array());
        Slice limit = new Slice(to.array())) {
      List<Range> range = List.of(new Range(start, limit));
      for (Family family : Family.all()) {
        if (family.isSlotted()) {
          sum += db.getApproximateSizes(handle(family), range, FILES_AND_MEMTABLES)[0];
        }
      }
    }
    return sum;
  }

  StoreException fault(String doing, RocksDBException cause) {
    String message = folder + ": " + doing + " failed: " + cause.getMessage();
    return isOutOfSpace(cause)
        ? StoreException.outOfSpace(message, cause)
        : new StoreException(message, cause);
  }

  /** RocksDB goes on by itself when there is room again: it looks every few seconds. */
  private static boolean isOutOfSpace(RocksDBException cause) {
    Status status = cause.getStatus();
    return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
        || String.valueOf(cause.getMessage()).contains(NO_SPACE);
  }

  private ColumnFamilyHandle handle(Family family) {
    return handles[family.index()];
  }

  /** Stops what runs in the background. */
  void stop() {
    stopped = true;
    db.cancelAllBackgroundWork(true);
  }

  /** Whether the background work has been stopped: nothing is flushed any more. */
  public boolean isStopped() {
    return stopped;
  }

  /** Lets go. What was not flushed is lost. */
  @Override
  public void close() {
    CompactionThreads.close(this);
    for (ColumnFamilyHandle handle : handles) {
      handle.close();
    }
    db.close();
    waiting.close();
    withoutLog.close();
    cursors.close();
    passing.close();
    anywhere.close();
    flushed.close();
    inMemory.close();
    settings.close();
  }
}
