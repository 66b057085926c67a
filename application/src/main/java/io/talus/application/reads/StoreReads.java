package io.talus.application.reads;

import io.talus.application.cold.ColdRequest;
import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import org.jspecify.annotations.Nullable;

/** How a view gets at keys that are not resident. */
public interface StoreReads {
  /**
   * Makes the key resident, or its header if it is large, and returns what it holds; null if the
   * store does not have it either. A string that the command only reads may be returned and not
   * become resident.
   *
   * @throws ColdRead if that needs the disk and the run may be interrupted
   */
  @Nullable Value find(ShardSlot slot, Bytes key);

  /**
   * As {@link #find} for a command that comes later: what has to be read from the disk before, or
   * null if nothing has.
   *
   * @throws ColdRead if something else has to be waited for
   */
  @Nullable ColdRequest lacks(ShardSlot slot, Bytes key);

  /** Whether a key that is not resident is better overwritten than looked at. */
  boolean mayOverwriteUnseen(ShardSlot slot);

  /**
   * Sees to it that the store has found out how many keys of the table there are.
   *
   * @throws ColdRead if that has to be waited for and the run may be interrupted
   */
  void requireCounted(Table table);

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
