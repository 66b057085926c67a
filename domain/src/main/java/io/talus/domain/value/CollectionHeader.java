package io.talus.domain.value;

/**
 * What is known of a collection without its elements; a mutation carries it as it is after the
 * command.
 *
 * @param type what the collection is; {@code STRING} for a string kept in chunks
 * @param id its number within the slot, never reused: elements are stored under it, not under the
 *     key
 * @param size elements; for a string in chunks, bytes
 * @param head of a list, the absolute position of its first entry (its last is {@code head + size -
 *     1}); 0 otherwise
 * @param expireAt milliseconds since 1970, or {@link Expiry#NEVER}
 */
public record CollectionHeader(ValueType type, long id, long size, long head, long expireAt) {
  public CollectionHeader {
    if (id <= 0) {
      throw new IllegalArgumentException("collection id: " + id + " (expected: more than 0)");
    }
    if (size < 0) {
      throw new IllegalArgumentException("collection size: " + size + " (expected: 0 or more)");
    }
  }

  /** The header of a collection that is about to be created. */
  public static CollectionHeader create(ValueType type, long id) {
    return new CollectionHeader(type, id, 0, 0, Expiry.NEVER);
  }

  public CollectionHeader withSize(long newSize) {
    return new CollectionHeader(type, id, newSize, head, expireAt);
  }

  public CollectionHeader withBounds(long newHead, long newSize) {
    return new CollectionHeader(type, id, newSize, newHead, expireAt);
  }

  public CollectionHeader withExpireAt(long newExpireAt) {
    return new CollectionHeader(type, id, size, head, newExpireAt);
  }

  /** One past the absolute position of a list's last entry. */
  public long tail() {
    return head + size;
  }
}
