package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;

/**
 * A field of a hash.
 *
 * @param expireAt milliseconds since 1970, or {@link Expiry#NEVER}
 */
public record HashField(Bytes name, Bytes value, long expireAt) {}
