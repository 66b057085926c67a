package io.talus.application.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.List;

/**
 * What was given up of the end of a slot's log: units that were written here and are no part of the
 * slot's history, or perhaps are none where a snapshot took their place.
 *
 * @param kept the last unit that remains; index 0 if none does
 * @param block the block that says so
 * @param units what was behind it, in the order of the log; at least one
 */
public record CutTail(SlotId slot, LogPosition kept, long block, List<Unit> units) {
  /**
   * A unit that was cut off.
   *
   * @param record as it was in the log: length, checksum, payload; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Unit(LogPosition position, byte[] record) {}
}
