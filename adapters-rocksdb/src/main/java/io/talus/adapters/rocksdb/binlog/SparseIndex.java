package io.talus.adapters.rocksdb.binlog;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many bytes of log lie behind a block, to within a step. Bounded by the length of the log;
 * safe for several threads.
 */
final class SparseIndex {
  private final TreeMap<Long, Long> bytesThroughBlock = new TreeMap<>();
  private final long stepBytes;
  private long total;
  private long lastEntry;

  SparseIndex(long stepBytes) {
    this.stepBytes = stepBytes;
    this.lastEntry = -stepBytes;
  }

  synchronized void add(long block, long bytes) {
    total += bytes;
    if (total - lastEntry >= stepBytes) {
      bytesThroughBlock.put(block, total);
      lastEntry = total;
    }
  }

  synchronized long bytesAfter(long block) {
    Map.Entry<Long, Long> entry = bytesThroughBlock.floorEntry(block);
    if (entry != null) {
      return total - entry.getValue();
    }
    return bytesThroughBlock.isEmpty() ? total : total - firstTotal();
  }

  private long firstTotal() {
    return Math.max(0, bytesThroughBlock.firstEntry().getValue() - stepBytes);
  }

  /** Forgets what is not after the block. */
  synchronized void retain(long block) {
    Long kept = bytesThroughBlock.floorKey(block);
    if (kept != null) {
      bytesThroughBlock.headMap(kept, false).clear();
    }
  }
}
