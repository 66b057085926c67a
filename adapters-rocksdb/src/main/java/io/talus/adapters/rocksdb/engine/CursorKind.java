package io.talus.adapters.rocksdb.engine;

/** How a {@link Cursor} reads. */
public enum CursorKind {
  /** The elements or scores of one collection, and those only that are in memory. */
  COLLECTION_IN_MEMORY,
  /** The elements or scores of one collection. */
  COLLECTION,
  /** A long way, without driving what others need out of the cache. */
  SWEEP
}
