package io.talus.adapters.rocksdb.write;

import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;

/**
 * What the store says of a slot: its newest incarnation, how far it has come, and what was
 * overwritten unseen.
 */
public record StoredSlot(SlotAddress address, SlotStatus status, Overwritten overwritten) {}
