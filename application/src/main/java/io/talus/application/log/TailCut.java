package io.talus.application.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;

/**
 * What the log says of itself where the tail of a slot's log was cut: the slot's units behind
 * {@code kept} that come before this note are no part of it any more. Such units were never in the
 * store, as they were never committed.
 *
 * @param kept the last unit that remains; index 0 if none does
 */
public record TailCut(SlotId slot, LogPosition kept) implements LogNote {}
