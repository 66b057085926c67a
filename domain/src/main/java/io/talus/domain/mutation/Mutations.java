package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import org.jspecify.annotations.Nullable;

/** Mutations that follow from what a key holds now. */
public final class Mutations {
  private Mutations() {}

  /** The key goes away with all it holds. */
  public static DropKey drop(Bytes key, Value value, DropReason reason) {
    CollectionHeader header = header(value);
    long id = header == null ? 0 : header.id();
    return new DropKey(key, value.type(), id, value.expireAt(), reason);
  }

  /**
   * The key ends at another time, with the same contents.
   *
   * @param expireAt milliseconds since 1970, or {@link io.talus.domain.value.Expiry#NEVER}
   */
  public static Mutation expire(Bytes key, Value value, long expireAt) {
    CollectionHeader header = header(value);
    if (header != null) {
      return new SetExpiry(key, header.withExpireAt(expireAt), value.expireAt());
    }
    return new PutString(key, ((StringValue) value).bytes(), expireAt, value.expireAt());
  }

  /** The header of a collection or of a string in chunks; null for a string in one piece. */
  public static @Nullable CollectionHeader header(Value value) {
    return switch (value) {
      case StringValue string -> string.header();
      case CollectionValue collection -> collection.header();
    };
  }
}
