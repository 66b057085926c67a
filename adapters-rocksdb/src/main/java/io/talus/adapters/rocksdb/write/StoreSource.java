package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ByteSink;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the store holds before the batch. */
public interface StoreSource {
  /** The value of a key, or null if there is none. */
  byte @Nullable [] read(Family family, ByteSink key);

  /**
   * The places of a sorted set's members from {@code from} (inclusive) to {@code to} (exclusive),
   * in their order.
   *
   * @param to null for the end of the set
   */
  List<Bytes> places(Bytes collection, Bytes from, @Nullable Bytes to);
}
