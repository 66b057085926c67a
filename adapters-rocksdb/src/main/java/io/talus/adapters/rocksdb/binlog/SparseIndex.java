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

  /** What is counted for blocks before the first entry: never more than there was. */
  private long totalBefore;

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
    return total - totalBefore;
  }

  /** Forgets what is not after the block. */
  synchronized void retain(long block) {
    Long kept = bytesThroughBlock.floorKey(block);
    if (kept != null) {
      Map.Entry<Long, Long> before = bytesThroughBlock.lowerEntry(kept);
      totalBefore = before == null ? totalBefore : before.getValue();
      bytesThroughBlock.headMap(kept, false).clear();
    }
  }
}
