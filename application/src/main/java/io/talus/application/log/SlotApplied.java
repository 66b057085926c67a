package io.talus.application.log;

import io.talus.domain.slot.SlotId;

/** The store has applied the slot's log up to the index. */
public record SlotApplied(SlotId slot, long index) {}
