package io.talus.application.port;

import io.talus.domain.value.ValueType;

/**
 * A collection, or a string in chunks, as the store keeps it: whatever key holds it now, its
 * elements stay where they are.
 *
 * @param address the slot it lives in
 * @param id its number within the slot
 */
public record StoredCollection(SlotAddress address, ValueType type, long id) {}
