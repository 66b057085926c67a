package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/**
 * The database as it was when this was made, for as long as somebody needs it. May be read by any
 * thread, until it is closed by one that knows that nobody reads.
 *
 * <p>Long ways do not go through the cache: what others need would be driven out.
 */
public final class Moment implements Reads, AutoCloseable {
  private final Database database;
  private final org.rocksdb.Snapshot snapshot;
  private final ReadOptions points;
  private final ReadOptions collection;
  private final ReadOptions sweep;

  Moment(Database database, org.rocksdb.Snapshot snapshot) {
    this.database = database;
    this.snapshot = snapshot;
    this.points = new ReadOptions().setSnapshot(snapshot);
    this.collection =
        new ReadOptions().setSnapshot(snapshot).setPrefixSameAsStart(true).setFillCache(false);
    this.sweep =
        new ReadOptions().setSnapshot(snapshot).setTotalOrderSeek(true).setFillCache(false);
  }

  @Override
  public Path folder() {
    return database.folder();
  }

  @Override
  public byte @Nullable [] get(Family family, LayoutSink key) {
    return database.get(family, points, key);
  }

  @Override
  public byte @Nullable [] getOnce(Family family, LayoutSink key) {
    return get(family, key);
  }

  /** Who has the time to look at a moment has the time to go to the disk. */
  @Override
  public byte @Nullable [] getInMemory(Family family, LayoutSink key) {
    return get(family, key);
  }

  @Override
  public Cursor cursor(Family family, CursorKind kind) {
    return database.cursor(
        family,
        switch (kind) {
          case COLLECTION, COLLECTION_IN_MEMORY -> collection;
          case SWEEP -> sweep;
        });
  }

  @Override
  public Snapshot snapshot(boolean memoryOnly) {
    return Snapshot.partOf(database, snapshot);
  }

  @Override
  public void close() {
    sweep.close();
    collection.close();
    points.close();
    database.release(snapshot);
  }
}
