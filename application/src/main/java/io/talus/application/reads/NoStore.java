package io.talus.application.reads;

import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.Fetches;
import io.talus.application.cold.Findings;
import io.talus.application.cold.ReadAhead;
import io.talus.application.cold.ScanCursor;
import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For a shard that lives in memory alone: every slot is complete, so nobody asks. */
public final class NoStore implements StoreReads, Fetches, ReadAhead {
  @Override
  public @Nullable Value find(ShardSlot slot, Bytes key) {
    throw new IllegalStateException("slot is not complete: " + slot.address());
  }

  @Override
  public @Nullable ColdRequest lacks(ShardSlot slot, Bytes key) {
    throw new IllegalStateException("slot is not complete: " + slot.address());
  }

  @Override
  public boolean mayOverwriteUnseen(ShardSlot slot) {
    throw new IllegalStateException("slot is not complete: " + slot.address());
  }

  @Override
  public void requireCounted(Table table) {
    // All are resident: nobody overwrites what he cannot see.
  }

  @Override
  public void fetch(List<ColdRequest> requests, Runnable then) {
    throw nothingIsCold();
  }

  @Override
  public void whenIdle(Runnable task) {
    task.run();
  }

  @Override
  public Findings begin(Supplier<Collection<ColdRequest>> trial) {
    throw nothingIsCold();
  }

  @Override
  public void run(Findings findings, Runnable command) {
    throw nothingIsCold();
  }

  @Override
  public void drop(Findings findings) {
    throw nothingIsCold();
  }

  private static IllegalStateException nothingIsCold() {
    return new IllegalStateException("nothing lies on disk");
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
