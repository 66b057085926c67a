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

  /** For a node with plenty of memory. */
  public static final WriterLimits DEFAULT =
      new WriterLimits(32 * MEGABYTE, 256 * MEGABYTE, 64 * MEGABYTE, 2000, 1024 * MEGABYTE);

  /** The same with another bound on what a start may have to read again. */
  public WriterLimits withUnflushedBytes(long bytes) {
    return new WriterLimits(batchBytes, bytes, lagBytes, lagMillis, lagBytesMax);
  }
}
