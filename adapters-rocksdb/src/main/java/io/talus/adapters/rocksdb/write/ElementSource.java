package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ByteSink;
import org.jspecify.annotations.Nullable;

/** Reads what the store holds before the batch. */
@FunctionalInterface
public interface ElementSource {
  /** The value of a key of the elements, or null if there is none. */
  byte @Nullable [] read(ByteSink key);
}
