package io.talus.adapters.rocksdb.write;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;

/** What the store says of a slot: its newest incarnation, and how far it has come. */
public record StoredSlot(SlotAddress address, SlotStatus status) {}
