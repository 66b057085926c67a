package io.talus.application.shard;

import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import org.jspecify.annotations.Nullable;

/** For a shard that lives in memory alone: every slot is complete, so nobody asks. */
final class NoStore implements StoreReads {
  @Override
  public @Nullable Value find(ShardSlot slot, Bytes key) {
    throw new IllegalStateException("slot is not complete: " + slot.address());
  }

  @Override
  public long scan(Table table, long cursor, int count, long nowMillis, TypeVisitor visitor) {
    throw new IllegalStateException("slot is not complete: " + ScanCursor.slot(cursor));
  }

  @Override
  public @Nullable Bytes randomKey(Table table, ShardSlot slot, int hash, long nowMillis) {
    throw new IllegalStateException("slot is not complete: " + slot.address());
  }
}
