package io.talus.domain.slot;

/**
 * One slot of one table.
 *
 * @param table the table's number, 0 or more, never reused
 * @param slot the slot's number within the table
 */
public record SlotId(int table, int slot) {
  public SlotId {
    if (table < 0) {
      throw new IllegalArgumentException("table: " + table + " (expected: 0 or more)");
    }
    if (slot < 0 || slot >= HashSlot.COUNT) {
      throw new IllegalArgumentException(
          "slot: " + slot + " (expected: 0.." + (HashSlot.COUNT - 1) + ")");
    }
  }
}
