package io.talus.application.port;

import java.util.List;

/**
 * A contiguous run of whole units, in log order.
 *
 * @param lastBlock the log block after which everything up to here is in the store
 * @param records of all slots, in log order
 */
public record StoreBatch(long lastBlock, List<SlotRecord> records) {}
