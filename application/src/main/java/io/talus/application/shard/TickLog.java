package io.talus.application.shard;

/**
 * Where a shard's units go. The units of a tick become one block of the log; {@link #append} writes
 * it.
 */
interface TickLog {
  /** The number of the block that collects units now. */
  long block();

  /** The slot is about to change for the first time in a unit. */
  void beforeChange(ShardSlot slot);

  /** Adds a unit to the current block. */
  void add(PendingUnit unit, long nowMillis);

  /** Whether so much has been collected that the block should be appended before the tick ends. */
  boolean isFull();

  /**
   * Appends the current block, if there is anything in it, and begins the next.
   *
   * @throws io.talus.application.port.BinlogException if nothing of the block is in the log; the
   *     block is given up
   */
  void append();

  /** The last block whose replies may leave. */
  long releasedBlock();
}
