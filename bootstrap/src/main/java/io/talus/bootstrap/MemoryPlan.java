package io.talus.bootstrap;

/**
 * How the memory budget is divided. The launcher gives half of it to the heap; of that, resident
 * keys get the larger part, and the rest is for requests, replies ({@link
 * io.talus.application.host.HeapShares}) and the collector. Outside the heap RocksDB gets most, the
 * network the rest.
 *
 * @param budgetBytes what is divided
 * @param residentBytesMax for resident keys, in the heap
 * @param storeBytes for RocksDB's block cache and memtables
 */
record MemoryPlan(long budgetBytes, long residentBytesMax, long storeBytes) {
  private static final double RESIDENT_PART_OF_HEAP = 0.45;

  /** What a node has in its heap whatever its size: classes, tables, a batch for the store. */
  private static final long NODE_BYTES = 24L << 20;

  /**
   * Network buffers, metaspace, code cache, thread stacks: what every node needs outside the heap.
   */
  private static final long RUNTIME_BYTES = 224L << 20;

  /** One part in so many of the heap the collector takes beside it: its tables and marks. */
  private static final int COLLECTOR_PART = 16;

  /** One part in so many of RocksDB's memory is lost between the blocks that malloc gives it. */
  private static final int LOST_PART = 8;

  /** The launcher gives no JVM less. */
  private static final long HEAP_BYTES_MIN = 64L << 20;

  private static final long STORE_BYTES_MIN = 16L << 20;

  /**
   * Divides a budget.
   *
   * @param heapBytesMax of the JVM; a program that embeds a node may have more than its half
   */
  static MemoryPlan divide(long budgetBytes, long heapBytesMax) {
    long heap = Math.min(heapBytesMax, Math.max(budgetBytes / 2, HEAP_BYTES_MIN));
    long left = budgetBytes - heap - heap / COLLECTOR_PART - RUNTIME_BYTES;
    long store = Math.max(STORE_BYTES_MIN, left - left / LOST_PART);
    long resident = (long) ((heap - NODE_BYTES) * RESIDENT_PART_OF_HEAP);
    return new MemoryPlan(budgetBytes, resident, store);
  }

  /**
   * What resident keys may take.
   *
   * @param limit as it is set at the moment; 0 for none
   */
  long residentBytes(long limit) {
    return limit > 0 ? Math.min(residentBytesMax, limit) : residentBytesMax;
  }
}
