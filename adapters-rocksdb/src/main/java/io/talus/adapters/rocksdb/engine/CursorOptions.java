package io.talus.adapters.rocksdb.engine;

import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;

/** RocksDB's options for each {@link CursorKind}. */
final class CursorOptions implements AutoCloseable {
  private final ReadOptions collectionInMemory =
      new ReadOptions().setPrefixSameAsStart(true).setReadTier(ReadTier.BLOCK_CACHE_TIER);
  private final ReadOptions collection = new ReadOptions().setPrefixSameAsStart(true);
  private final ReadOptions sweep = new ReadOptions().setTotalOrderSeek(true).setFillCache(false);

  ReadOptions of(CursorKind kind) {
    return switch (kind) {
      case COLLECTION_IN_MEMORY -> collectionInMemory;
      case COLLECTION -> collection;
      case SWEEP -> sweep;
    };
  }

  @Override
  public void close() {
    collectionInMemory.close();
    collection.close();
    sweep.close();
  }
}
