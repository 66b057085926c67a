package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import java.util.List;

/**
 * One logical effect on one slot.
 *
 * <p>Rules that hold for all of them: a key that holds a collection is dropped ({@link DropKey},
 * reason {@code OVERWRITTEN}) before another value takes its place; a collection that is new and
 * has an expiry gets a {@link SetExpiry} after its first elements; a collection never becomes
 * empty, its key is dropped instead; of several mutations of one command on one collection each
 * carries the header as it is after the command; lists given to a mutation are never changed
 * afterwards.
 */
public sealed interface Mutation {

  /** A mutation of one key. */
  sealed interface OfKey extends Mutation {
    Bytes key();
  }

  /** A mutation that leaves a string of at most {@link StringValue#INLINE_BYTES_MAX} bytes. */
  sealed interface OfString extends OfKey {
    Bytes value();

    long expireAt();
  }

  /** A mutation that leaves a collection, or a string in chunks, with this header. */
  sealed interface OfCollection extends OfKey {
    CollectionHeader header();
  }

  /**
   * The key holds this string of at most {@link StringValue#INLINE_BYTES_MAX} bytes. Also changes
   * the expiry of such a string.
   *
   * @param previousExpireAt the expiry of what the key held before
   */
  record PutString(Bytes key, Bytes value, long expireAt, long previousExpireAt)
      implements OfString {
    public PutString {
      requireInline(value);
    }
  }

  /**
   * The key holds this string of at most {@link StringValue#INLINE_BYTES_MAX} bytes, whatever it
   * held before: nobody has looked. The store looks when it applies this, drops what it finds as if
   * there had been a {@link DropKey}, and counts it: the counters that travel with the unit take
   * the key for a new one. Comes only when nothing of the log is unapplied that names the key.
   */
  record OverwriteString(Bytes key, Bytes value, long expireAt) implements OfString {
    public OverwriteString {
      requireInline(value);
    }
  }

  /**
   * A string in chunks has {@code patch} at {@code offset}; what was never written reads as zeros.
   */
  record PatchString(Bytes key, CollectionHeader header, long offset, Bytes patch)
      implements OfCollection {}

  /** The hash has these fields, new or replaced. */
  record PutHashFields(Bytes key, CollectionHeader header, List<FieldChange> fields)
      implements OfCollection {}

  /** The hash no longer has these fields; others remain. */
  record DropHashFields(
      Bytes key, CollectionHeader header, List<FieldDrop> fields, DropReason reason)
      implements OfCollection {}

  /** The set has these members. */
  record PutSetMembers(Bytes key, CollectionHeader header, List<Bytes> members)
      implements OfCollection {}

  /** The set no longer has these members; others remain. */
  record DropSetMembers(Bytes key, CollectionHeader header, List<Bytes> members)
      implements OfCollection {}

  /** The sorted set has these members with these scores. */
  record PutScores(Bytes key, CollectionHeader header, List<ScoreChange> changes)
      implements OfCollection {}

  /** The sorted set no longer has these members, which had these scores; others remain. */
  record DropScores(Bytes key, CollectionHeader header, List<ScoredMember> members)
      implements OfCollection {}

  /**
   * The list has these entries at the absolute positions from {@code first} on, new or replaced.
   */
  record PutListEntries(Bytes key, CollectionHeader header, long first, List<Bytes> entries)
      implements OfCollection {}

  /**
   * The list no longer has the entries at the absolute positions {@code from} (inclusive) to {@code
   * to} (exclusive): they are outside the header's bounds.
   */
  record DropListRange(Bytes key, CollectionHeader header, long from, long to)
      implements OfCollection {}

  /**
   * The collection, or string in chunks, has the header's expiry.
   *
   * @param previousExpireAt what it was, or {@link Expiry#NEVER}
   */
  record SetExpiry(Bytes key, CollectionHeader header, long previousExpireAt)
      implements OfCollection {}

  /**
   * The collection, or string in chunks, moves from one key to another of the same slot, elements
   * and expiry with it. Whatever {@code to} held was dropped before.
   *
   * @param key the key that no longer exists
   * @param to the key that now holds the collection with this header
   */
  record MoveKey(Bytes key, Bytes to, CollectionHeader header) implements OfCollection {}

  /**
   * The key no longer exists.
   *
   * @param type what it held
   * @param collectionId the id of the collection or string in chunks it held; 0 for a string in one
   *     piece
   * @param previousExpireAt what its expiry was, or {@link Expiry#NEVER}
   */
  record DropKey(
      Bytes key, ValueType type, long collectionId, long previousExpireAt, DropReason reason)
      implements OfKey {}

  /**
   * Elements of a collection, or bytes of a string in chunks, that is being built and that no key
   * holds yet: nobody sees them before {@link PublishBuilt}.
   *
   * @param part what puts them; its header has the id of the collection, and the size that it has
   *     so far; its key is the one that will hold it
   */
  record BuildPart(OfCollection part) implements Mutation {}

  /**
   * The key, which holds nothing, holds the collection that was built, with this header. What was
   * built is in the store already.
   */
  record PublishBuilt(Bytes key, CollectionHeader header) implements OfCollection {}

  /** What was built of this collection is given up. */
  record AbandonBuilt(ValueType type, long id) implements Mutation {}

  /** Everything in the slot is gone; from here on the slot has this incarnation. */
  record ClearSlot(long newIncarnation) implements Mutation {}

  private static void requireInline(Bytes value) {
    if (value.length() > StringValue.INLINE_BYTES_MAX) {
      throw new IllegalArgumentException("inline string: " + value.length() + " bytes");
    }
  }
}
