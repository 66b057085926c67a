package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;

/**
 * A collection that is being built ({@link io.talus.domain.mutation.Mutation.BuildPart}), with what
 * has been put into it so far.
 *
 * @param key the key that will hold it
 * @param header of a list, its bounds so far; of a string, its bytes so far; of anything else the
 *     size need not be known
 */
public record UnfinishedCollection(Bytes key, CollectionHeader header) {}
