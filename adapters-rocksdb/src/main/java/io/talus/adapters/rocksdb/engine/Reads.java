package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What readers read from: the database as it is at each moment, or as it was at one. */
public interface Reads {
  Path folder();

  /** The value of a key, or null if there is none. */
  byte @Nullable [] get(Family family, LayoutSink key);

  /** As {@link #get}, for a key that is kept by who asks. */
  byte @Nullable [] getOnce(Family family, LayoutSink key);

  /**
   * The value of a key if it can be told without reading the disk; null if there is none, and what
   * {@link Database#isNotInMemory} if the disk has to be read.
   */
  byte @Nullable [] getInMemory(Family family, LayoutSink key);

  /** Reads on from a key; to be closed. */
  Cursor cursor(Family family, CursorKind kind);

  /**
   * One moment, for reads that must agree with each other; to be closed.
   *
   * @param memoryOnly whether its reads may not go to the disk
   */
  Snapshot snapshot(boolean memoryOnly);
}
