package io.talus.application.log;

/**
 * How the background writer works.
 *
 * @param batchBytes so much of the log goes into one batch of the store
 * @param unflushedBytes so much of the log may be applied without being flushed: it is read again
 *     when the node starts after a crash
 * @param lagBytes with so much of the log unapplied the writer starts
 * @param lagMillis it also starts when something has been unapplied for so long
 * @param lagBytesMax with so much of the log unapplied, writing clients have to wait
 */
public record WriterLimits(
    long batchBytes, long unflushedBytes, long lagBytes, long lagMillis, long lagBytesMax) {
  private static final long MEGABYTE = 1024L * 1024;
  private static final long BATCH_BYTES_MIN = MEGABYTE;
  private static final long BATCH_BYTES_MAX = 64 * MEGABYTE;

  /** A batch takes up to ten times its bytes while it is put together: one of ZADDs does. */
  private static final int BATCH_PART_OF_HEAP = 64;

  /** The longer the writer waits, the more is overwritten before it is written. */
  private static final long LAG_MILLIS = 5000;

  private static final int LAG_BATCHES = 2;
  private static final int LAG_BATCHES_MAX = 16;

  /**
   * For a node with so much heap.
   *
   * @param unflushedBytes what a start may have to read again, without what was not applied
   */
  public static WriterLimits forHeap(long heapBytes, long unflushedBytes) {
    long batch = Math.clamp(heapBytes / BATCH_PART_OF_HEAP, BATCH_BYTES_MIN, BATCH_BYTES_MAX);
    return new WriterLimits(
        batch, unflushedBytes, LAG_BATCHES * batch, LAG_MILLIS, LAG_BATCHES_MAX * batch);
  }
}
