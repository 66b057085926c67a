package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;

/** Keys of {@link Family#COUNTS}; the values are {@link CountNode}s. */
public final class CountLayout {
  private static final int ROOT = 0;

  private CountLayout() {}

  /** The key of the root of a collection's tree. */
  public static void root(LayoutSink sink, Bytes collection) {
    sink.bytes(collection).int8(ROOT);
  }

  /** The key of a node that is not the root. */
  public static void node(LayoutSink sink, Bytes collection, int level, Bytes place) {
    sink.bytes(collection).int8(level + 1).bytes(place);
  }
}
