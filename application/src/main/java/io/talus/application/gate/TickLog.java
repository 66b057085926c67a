package io.talus.application.gate;

import io.talus.application.slot.ShardSlot;

/**
 * Where a shard's units go. The units of a tick are appended to the log in one go. Belongs to the
 * shard's thread.
 *
 * <p>What nobody foresaw while a unit is encoded or appended is fatal: a node that does not know
 * what it has logged must not answer.
 */
public interface TickLog {
  /** The slot is about to change for the first time in a unit. */
  void beforeChange(ShardSlot slot);

  /** Adds a unit to those of this tick. */
  void add(PendingUnit unit, long nowMillis);

  /** A unit in progress is given up: what it did to its slots is undone, and nothing else. */
  void takeBack(PendingUnit unit);

  /** Whether so much has been collected that it should be appended before the tick ends. */
  boolean isFull();

  /**
   * Appends what was collected, if there is anything, and begins anew. Then tickets are released
   * for which that is enough.
   *
   * @throws io.talus.application.port.BinlogException if nothing of it is in the log; the units are
   *     discarded, and the tickets of all that depends on them are refused
   */
  void append();
}
