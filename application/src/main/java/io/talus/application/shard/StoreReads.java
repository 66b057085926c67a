package io.talus.application.shard;

import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import org.jspecify.annotations.Nullable;

/** How a view gets at keys that are not resident. */
interface StoreReads {
  /**
   * Makes the key resident and returns what it holds; null if the store does not have it either.
   *
   * @throws ColdRead if that needs the disk
   */
  @Nullable Value find(ShardSlot slot, Bytes key, int nowSeconds);

  /** As {@link #find}, but reads from the disk on the spot: for the commands of a transaction. */
  @Nullable Value findAtOnce(ShardSlot slot, Bytes key, int nowSeconds);

  /**
   * Visits the keys of a slot of which some are not resident, and perhaps of slots after it.
   *
   * @return the cursor to go on with, over the whole table
   * @throws ColdRead if that needs the disk
   */
  long scan(Table table, long cursor, int count, long nowMillis, TypeVisitor visitor);

  /**
   * Some key of a slot of which some are not resident; null if none was met.
   *
   * @throws ColdRead if that needs the disk
   */
  @Nullable Bytes randomKey(Table table, ShardSlot slot, int hash, long nowMillis);
}
