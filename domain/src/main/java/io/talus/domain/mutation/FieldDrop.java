package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;

/**
 * A hash field that is removed.
 *
 * @param previousExpireAt what its expiry was, or {@link io.talus.domain.value.Expiry#NEVER}
 */
public record FieldDrop(Bytes name, long previousExpireAt) {}
