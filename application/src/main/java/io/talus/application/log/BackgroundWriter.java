package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the store from the log: the store is one more follower of it, a little behind. It takes
 * only blocks that are synced, in log order, in batches of whole blocks; the same code recovers a
 * store after a crash.
 *
 * <p>Being behind is a virtue: what is overwritten within a batch never reaches the store. One
 * batch at a time, by any thread.
 */
public final class BackgroundWriter implements AutoCloseable {
  private final Binlog binlog;
  private final SlotStore store;
  private final WriterLimits limits;
  private final BlockReader reader;
  private long flushedBlock;

  /** Read from the log, and not applied for want of room on the disk. */
  private @Nullable StoreBatch unapplied;

  /** Begins where the store stands. */
  public BackgroundWriter(Binlog binlog, SlotStore store, WriterLimits limits) {
    this.binlog = binlog;
    this.store = store;
    this.limits = limits;
    this.reader = binlog.read(store.appliedBlock() + 1);
    this.flushedBlock = store.durableBlock();
  }

  /**
   * Applies the next batch of synced blocks and flushes if so much is unflushed that recovery would
   * take too long.
   *
   * @param urgent see {@link StoreBatch#isUrgent}
   * @return the block up to which the store has applied; the same as before if there was nothing to
   *     do
   * @throws io.talus.application.port.StoreException if the store could not; when it was out of
   *     space, the next call tries the same again
   */
  public synchronized long applyNext(boolean urgent) {
    StoreBatch batch = unapplied == null ? nextBatch(urgent) : unapplied;
    if (batch.lastBlock() > store.appliedBlock()) {
      unapplied = batch;
      store.apply(batch);
    }
    unapplied = null;
    flushIfDue();
    return batch.lastBlock();
  }

  private StoreBatch nextBatch(boolean urgent) {
    long synced = binlog.syncedBlock();
    LogBatch batch = new LogBatch(store.appliedBlock());
    while (batch.bytes() < limits.batchBytes() && reader.next(synced)) {
      int from = reader.from();
      batch.add(reader.block(), Arrays.copyOfRange(reader.units(), from, from + reader.length()));
    }
    return batch.toStoreBatch(urgent);
  }

  private void flushIfDue() {
    if (binlog.bytesAfter(flushedBlock) - binlog.bytesAfter(store.appliedBlock())
        > limits.unflushedBytes()) {
      flush();
    }
  }

  /** Makes durable what has been applied, and gives up the log that is not needed any more. */
  public synchronized void flush() {
    store.flush();
    flushedBlock = store.durableBlock();
    binlog.retain(flushedBlock);
  }

  /** See {@link SlotStore#rest}. */
  public synchronized void rest() {
    store.rest();
  }

  /** Applies everything that is in the log and synced. */
  public synchronized long applyAll() {
    long applied = store.appliedBlock();
    for (long next = applyNext(true); next > applied; next = applyNext(true)) {
      applied = next;
    }
    return applied;
  }

  /** Whether the store lacks something of the synced log. */
  public boolean isBehind() {
    return store.appliedBlock() < binlog.syncedBlock();
  }

  @Override
  public void close() {
    reader.close();
  }
}
