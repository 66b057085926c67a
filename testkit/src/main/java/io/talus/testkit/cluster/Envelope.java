package io.talus.testkit.cluster;

import io.talus.domain.replication.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * A message with what travels beside it.
 *
 * @param puts the contents of an append's entries
 * @param snapshot the contents of a snapshot
 */
record Envelope(
    int slot, Message message, List<Optional<Put>> puts, Optional<StoreState> snapshot) {}
