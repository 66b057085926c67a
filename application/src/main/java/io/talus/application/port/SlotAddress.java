package io.talus.application.port;

/**
 * Where a slot's data lies in the store: a slot that was cleared has a new incarnation.
 *
 * @param table the table's number
 * @param slot the slot's number within the table
 * @param incarnation 1 for the first; never reused
 */
public record SlotAddress(int table, int slot, long incarnation) {}
