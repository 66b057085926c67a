package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;

/**
 * A hash field as it is after the command.
 *
 * @param expireAt milliseconds since 1970, or {@link Expiry#NEVER}
 * @param previousExpireAt what the field's expiry was before; {@link Expiry#NEVER} if it had none
 */
public record FieldChange(Bytes name, Bytes value, long expireAt, long previousExpireAt) {
  public static FieldChange of(Bytes name, Bytes value) {
    return new FieldChange(name, value, Expiry.NEVER, Expiry.NEVER);
  }
}
