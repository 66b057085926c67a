package io.talus.bootstrap;

/**
 * How the memory budget is divided. The launcher gives half of it to the heap; of that, resident
 * keys get the larger part, and the rest is for requests, replies ({@link
 * io.talus.application.host.HeapShares}) and the collector. Outside the heap RocksDB gets most, the
 * network the rest.
 *
 * @param budgetBytes what is divided
 * @param residentBytes for resident keys, in the heap
 * @param storeBytes for RocksDB's block cache and memtables
 */
record MemoryPlan(long budgetBytes, long residentBytes, long storeBytes) {
  private static final double RESIDENT_PART_OF_HEAP = 0.45;

  /**
   * Network buffers, metaspace, code cache, thread stacks: what every JVM needs outside the heap.
   */
  private static final long RUNTIME_BYTES = 192L << 20;

  private static final long STORE_BYTES_MIN = 16L << 20;

  static MemoryPlan divide(long budgetBytes, long heapBytesMax, long residentLimit) {
    long resident = (long) (heapBytesMax * RESIDENT_PART_OF_HEAP);
    if (residentLimit > 0) {
      resident = Math.min(resident, residentLimit);
    }
    long store = Math.max(STORE_BYTES_MIN, budgetBytes - heapBytesMax - RUNTIME_BYTES);
    return new MemoryPlan(budgetBytes, resident, store);
  }
}
