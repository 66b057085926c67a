package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;
import java.util.List;

/**
 * A list. Indexes count from 0 at the head; {@code header().head()} is index 0's absolute position.
 */
public non-sealed interface ListValue extends CollectionValue {
  /** The entry at {@code index}, 0 to {@code size() - 1}. */
  Bytes get(long index);

  /**
   * A copy of the entries from {@code from} (inclusive) to {@code to} (exclusive), both in range.
   */
  List<Bytes> range(long from, long to);
}
