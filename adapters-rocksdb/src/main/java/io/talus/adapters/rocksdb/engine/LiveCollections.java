package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a collection is alive on the disk. RocksDB may compact before it is open: all are. */
final class LiveCollections implements Predicate<byte[]> {
  private volatile @Nullable Database database;

  void ask(Database opened) {
    database = opened;
  }

  @Override
  public boolean test(byte[] collection) {
    Database opened = database;
    return opened == null || opened.getFlushed(Family.LIVENESS, collection) != null;
  }
}
