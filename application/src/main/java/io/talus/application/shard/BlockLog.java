package io.talus.application.shard;

import io.talus.application.log.ByteSink;
import io.talus.application.log.LogSync;
import io.talus.application.log.RecordCodec;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of a tick, encoded into one block of the binlog. Remembers what each slot was like
 * before the block, for the case that it cannot be appended.
 */
final class BlockLog implements TickLog, Discards {
  /** A block is appended before it is larger, unless a single unit is. */
  private static final int BLOCK_BYTES_MAX = 4 * 1024 * 1024;

  private final Binlog binlog;
  private final LogSync sync;
  private final RecordCodec codec = new RecordCodec();
  private final int blockBytes;
  private final ByteSink sink;
  private final List<ShardSlot> changed = new ArrayList<>();
  private long block;

  /**
   * @param batchBytes of the log the store takes at once: a block is not larger
   */
  BlockLog(Binlog binlog, LogSync sync, long batchBytes) {
    this.blockBytes = (int) Math.min(BLOCK_BYTES_MAX, batchBytes);
    this.sink = new ByteSink(blockBytes / 16);
    this.binlog = binlog;
    this.sync = sync;
    this.block = binlog.lastBlock() + 1;
  }

  @Override
  public long block() {
    return block;
  }

  @Override
  public void beforeChange(ShardSlot slot) {
    if (slot.rememberBefore(block)) {
      changed.add(slot);
    }
  }

  @Override
  public void add(PendingUnit unit, long nowMillis) {
    int begin = codec.beginUnit(sink);
    List<ShardSlot> slots = unit.slots();
    for (int i = 0; i < slots.size(); i++) {
      ShardSlot slot = slots.get(i);
      SlotPart part = unit.part(slot);
      codec.write(
          slot.table(),
          slot.number(),
          part.incarnation(),
          slot.advance(nowMillis),
          part.mutations(),
          sink);
    }
    codec.endUnit(sink, begin);
  }

  @Override
  public boolean isFull() {
    return sink.length() >= blockBytes;
  }

  @Override
  public void append() {
    if (sink.length() == 0) {
      return;
    }
    try {
      binlog.append(sink.array(), sink.length());
      changed.clear();
      block++;
    } catch (BinlogException failed) {
      sync.appendFailed();
      throw failed;
    } finally {
      sink.clear(2 * blockBytes);
    }
    sync.appended(block - 1);
  }

  @Override
  public long releasedBlock() {
    return sync.isAlways() ? binlog.syncedBlock() : block - 1;
  }

  @Override
  public void discard(long discarded) {
    for (ShardSlot slot : changed) {
      slot.discard(discarded);
    }
    changed.clear();
    sink.clear(2 * blockBytes);
  }
}
