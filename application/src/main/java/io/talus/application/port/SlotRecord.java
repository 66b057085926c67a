package io.talus.application.port;

import io.talus.domain.mutation.Mutation;
import java.util.List;

/**
 * What one unit did to one slot: an entry of the slot's log.
 *
 * @param address the slot; its incarnation is the one before a {@link Mutation.ClearSlot} in it
 * @param status the slot's counters afterwards
 */
public record SlotRecord(
    SlotAddress address, SlotStatus status, List<? extends Mutation> mutations) {}
