package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/**
 * The database as it was at one moment, for reads that must agree with each other. Belongs to one
 * thread; to be closed soon, since RocksDB keeps for it what is overwritten meanwhile.
 */
public final class Snapshot implements AutoCloseable {
  private final Database database;
  private final org.rocksdb.Snapshot snapshot;
  private final ReadOptions options;
  private final boolean memoryOnly;
  private final boolean isOwn;

  /** A snapshot that is released when this is closed. */
  Snapshot(Database database, org.rocksdb.Snapshot snapshot, boolean memoryOnly) {
    this(database, snapshot, memoryOnly, true);
  }

  private Snapshot(
      Database database, org.rocksdb.Snapshot snapshot, boolean memoryOnly, boolean isOwn) {
    this.isOwn = isOwn;
    this.database = database;
    this.snapshot = snapshot;
    this.memoryOnly = memoryOnly;
    this.options = new ReadOptions().setSnapshot(snapshot).setPrefixSameAsStart(true);
    if (memoryOnly) {
      options.setReadTier(org.rocksdb.ReadTier.BLOCK_CACHE_TIER);
    }
  }

  /**
   * The value of a key; null if there is none. As {@link Database#getInMemory} if it reads that.
   */
  public byte @Nullable [] get(Family family, LayoutSink key) {
    return memoryOnly
        ? database.getInMemory(family, options, key)
        : database.get(family, options, key);
  }

  /** Reads on within one collection; to be closed. */
  public Cursor cursor(Family family) {
    return database.cursor(family, options);
  }

  /** The same moment as a snapshot that somebody else releases. */
  static Snapshot partOf(Database database, org.rocksdb.Snapshot snapshot) {
    return new Snapshot(database, snapshot, false, false);
  }

  @Override
  public void close() {
    options.close();
    if (isOwn) {
      database.release(snapshot);
    }
  }
}
