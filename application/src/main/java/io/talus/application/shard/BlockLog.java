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
  private static final int BLOCK_BYTES = 4 * 1024 * 1024;

  private final Binlog binlog;
  private final LogSync sync;
  private final RecordCodec codec = new RecordCodec();
  private final ByteSink sink = new ByteSink(BLOCK_BYTES / 16);
  private final List<ShardSlot> changed = new ArrayList<>();
  private long block;

  BlockLog(Binlog binlog, LogSync sync) {
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
    return sink.length() >= BLOCK_BYTES;
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
      sink.clear(2 * BLOCK_BYTES);
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
  }
}
