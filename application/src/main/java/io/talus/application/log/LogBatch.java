package io.talus.application.log;

import io.talus.application.port.SlotRecord;
import io.talus.application.port.StoreBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Blocks of the log for the store, as bytes until the store visits the records. */
final class LogBatch {
  private final List<byte[]> blocks = new ArrayList<>();
  private long lastBlock;
  private long bytes;

  /**
   * Begins without a block.
   *
   * @param lastBlock the block before the first one
   */
  LogBatch(long lastBlock) {
    this.lastBlock = lastBlock;
  }

  /** Adds the units of the next block. */
  void add(long block, byte[] units) {
    if (block != lastBlock + 1) {
      throw new IllegalStateException(
          "block %d follows block %d in the log".formatted(block, lastBlock));
    }
    blocks.add(units);
    bytes += units.length;
    lastBlock = block;
  }

  /** What all blocks take. */
  long bytes() {
    return bytes;
  }

  /**
   * The blocks as the store takes them, urgently or not. Visiting damaged bytes is a {@link
   * FormatException} with the place.
   */
  StoreBatch toStoreBatch(boolean urgent) {
    return new StoreBatch(lastBlock, urgent, this::forEach);
  }

  private void forEach(Consumer<? super SlotRecord> visitor) {
    for (byte[] units : blocks) {
      RecordCodec.read(units, 0, units.length, unit -> unit.forEach(visitor));
    }
  }
}
