package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the store holds before the batch. */
public interface StoreSource {
  /** The value of a key, or null if there is none. */
  byte @Nullable [] read(Family family, LayoutSink key);

  /**
   * Reads many keys that will not be asked for again soon.
   *
   * @param keys best in their order
   * @param sideBySide whether several at once, which takes more cores
   */
  void readAll(Family family, List<Bytes> keys, boolean sideBySide, Visitor visitor);

  /** Is given what was found, one after the other in the order of the keys. */
  @FunctionalInterface
  interface Visitor {
    void found(int index, byte[] value);
  }

  /** Opens the members of a sorted set in their order, for reads upwards; to be closed. */
  Places places(Bytes collection);

  /** Members by their places. */
  interface Places extends AutoCloseable {
    /**
     * The places from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param to null for the end of the set
     */
    List<Bytes> between(Bytes from, @Nullable Bytes to);

    @Override
    void close();
  }
}
