package io.talus.domain.value;

/**
 * What a live key holds. Belongs to the thread that owns the slot; do not keep it past the command.
 */
public sealed interface Value permits StringValue, CollectionValue {
  ValueType type();

  /** Milliseconds since 1970, or {@link Expiry#NEVER}. */
  long expireAt();
}
