package io.talus.application.walk;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Cuts elements into the mutations that put them: each is a unit of moderate size in the log. */
public final class Parts {
  /** Applying and encoding so many takes well under a millisecond. */
  static final int ELEMENTS = 1000;

  /** Long elements make shorter parts. */
  private static final long BYTES = 64 * 1024;

  private static final int PATCH_BYTES = StringValue.INLINE_BYTES_MAX;

  private Parts() {}

  /** Makes a part of some elements, of which so many came before. */
  private interface Part<E> {
    OfCollection of(CollectionHeader header, long before, List<E> elements);
  }

  private static <E> Pull<OfCollection> of(
      CollectionHeader empty, Pull<E> elements, ToLongFunction<E> bytes, Part<E> part) {
    return new Pull<>() {
      private long before;

      @Override
      public @Nullable OfCollection next() {
        List<E> some = new ArrayList<>(ELEMENTS);
        long size = 0;
        while (some.size() < ELEMENTS && size < BYTES) {
          E element = elements.next();
          if (element == null) {
            break;
          }
          some.add(element);
          size += bytes.applyAsLong(element);
        }
        if (some.isEmpty()) {
          return null;
        }
        OfCollection made = part.of(empty.withSize(before + some.size()), before, some);
        before += some.size();
        return made;
      }
    };
  }

  /** The members of a set. */
  public static Pull<OfCollection> ofMembers(
      Bytes key, CollectionHeader empty, Pull<Bytes> members) {
    return of(
        empty,
        members,
        Bytes::length,
        (header, before, some) -> new PutSetMembers(key, header, some));
  }

  /** The entries of a list, from the head on. */
  public static Pull<OfCollection> ofEntries(
      Bytes key, CollectionHeader empty, Pull<Bytes> entries) {
    return of(
        empty,
        entries,
        Bytes::length,
        (header, before, some) -> new PutListEntries(key, header, header.head() + before, some));
  }

  /**
   * The members of a sorted set; minus zero, which equals zero, becomes zero. Best in order: the
   * store counts members along it, and in any other has to look at all that are there again and
   * again.
   */
  public static Pull<OfCollection> ofScores(
      Bytes key, CollectionHeader empty, Pull<ScoredMember> members) {
    Pull<ScoreChange> changes =
        Pulls.map(members, each -> ScoreChange.added(each.member(), each.score() + 0.0));
    return of(
        empty,
        changes,
        change -> change.member().length(),
        (header, before, some) -> new PutScores(key, header, some));
  }

  private static Pull<OfCollection> ofFields(
      Bytes key, CollectionHeader empty, Pull<HashField> fields) {
    Pull<FieldChange> changes =
        Pulls.map(
            fields,
            field -> new FieldChange(field.name(), field.value(), field.expireAt(), Expiry.NEVER));
    return of(
        empty,
        changes,
        change -> change.name().length() + (long) change.value().length(),
        (header, before, some) -> new PutHashFields(key, header, some));
  }

  /**
   * What makes a key hold a copy of a collection, or of a string in chunks.
   *
   * @param empty its header before it has elements; see {@link #emptyLike}
   */
  public static Pull<OfCollection> copying(
      Bytes key, CollectionHeader empty, Value value, long nowMillis) {
    return switch (value) {
      case StringValue string -> patches(key, empty.withSize(string.length()), string);
      case ListValue list -> ofEntries(key, empty, Pulls.entries(list, 0, list.size()));
      case SetValue set -> ofMembers(key, empty, Pulls.members(set));
      case SortedSetValue set -> ofScores(key, empty, Pulls.ranks(set, 0, set.size()));
      case HashValue hash -> ofFields(key, empty, Pulls.fields(hash, nowMillis));
    };
  }

  /** The header of a new collection that will be a copy. */
  public static CollectionHeader emptyLike(CollectionHeader header, long newId) {
    return new CollectionHeader(header.type(), newId, 0, header.head(), Expiry.NEVER);
  }

  /** Leaves out what is zero, but for the last: there has to be one. */
  private static Pull<OfCollection> patches(
      Bytes key, CollectionHeader header, StringValue string) {
    return new Pull<>() {
      private long from;

      @Override
      public @Nullable OfCollection next() {
        while (from < header.size()) {
          long at = from;
          Bytes patch = string.range(at, Math.min(header.size(), at + PATCH_BYTES));
          from = at + patch.length();
          if (from == header.size() || !isZero(patch)) {
            return new PatchString(key, header, at, patch);
          }
        }
        return null;
      }
    };
  }

  private static boolean isZero(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.at(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
