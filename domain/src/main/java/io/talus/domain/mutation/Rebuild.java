package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The mutations that make a value anew, under a key that does not exist: to copy it, to move it to
 * another slot, or to hand it from one tier to another.
 */
public final class Rebuild {
  /** Elements in one mutation: so that a big collection does not need one array as big. */
  static final int ELEMENTS_MAX = 1000;

  private static final int PATCH_BYTES = StringValue.INLINE_BYTES_MAX;

  /** What an element takes in a mutation, beside its bytes, which it shares with the value. */
  private static final int ELEMENT_BYTES = 48;

  private final Bytes key;
  private final LongConsumer room;
  private final List<Mutation.OfKey> mutations = new ArrayList<>();

  private Rebuild(Bytes key, LongConsumer room) {
    this.key = key;
    this.room = room;
  }

  /**
   * The mutations that make {@code key} hold a copy of {@code value}.
   *
   * @param newId the copy's id; not used for a string in one piece
   * @param expireAt the copy's expiry; fields of a hash keep their own
   */
  public static List<Mutation.OfKey> of(Bytes key, Value value, long newId, long expireAt) {
    return of(key, value, newId, expireAt, bytes -> {});
  }

  /**
   * As the other {@code of}.
   *
   * @param room is told how much memory is about to be taken, and may refuse by throwing
   */
  public static List<Mutation.OfKey> of(
      Bytes key, Value value, long newId, long expireAt, LongConsumer room) {
    Rebuild rebuild = new Rebuild(key, room);
    CollectionHeader header = Mutations.header(value);
    if (header == null) {
      Bytes string = ((StringValue) value).bytes();
      return List.of(new PutString(key, string, expireAt, Expiry.NEVER));
    }
    rebuild.add(
        value, new CollectionHeader(header.type(), newId, header.size(), header.head(), expireAt));
    return rebuild.mutations;
  }

  private void add(Value value, CollectionHeader header) {
    if (header.type() != ValueType.STRING) {
      room.accept(header.size() * ELEMENT_BYTES);
    }
    switch (value) {
      case StringValue string -> patches(string, header);
      case ListValue list -> entries(list, header);
      case SetValue set -> members(set, header);
      case SortedSetValue sortedSet -> scores(sortedSet, header);
      case HashValue hash -> fields(hash, header);
    }
    if (header.expireAt() != Expiry.NEVER) {
      mutations.add(new SetExpiry(key, header, Expiry.NEVER));
    }
  }

  /** Leaves out what is zero: it was never written, or reads the same if it was. */
  private void patches(StringValue string, CollectionHeader header) {
    for (long from = 0; from < header.size(); from += PATCH_BYTES) {
      Bytes patch = string.range(from, Math.min(header.size(), from + PATCH_BYTES));
      boolean last = from + PATCH_BYTES >= header.size();
      if (!isZero(patch) || (last && mutations.isEmpty())) {
        room.accept(patch.length());
        mutations.add(new PatchString(key, header, from, patch));
      }
    }
  }

  private static boolean isZero(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private void entries(ListValue list, CollectionHeader header) {
    for (long from = 0; from < header.size(); from += ELEMENTS_MAX) {
      List<Bytes> entries = list.range(from, Math.min(header.size(), from + ELEMENTS_MAX));
      mutations.add(new PutListEntries(key, header, header.head() + from, entries));
    }
  }

  private void members(SetValue set, CollectionHeader header) {
    Portions<Bytes> portions =
        new Portions<>(members -> mutations.add(new PutSetMembers(key, header, members)));
    set.forEach(portions::add);
    portions.finish();
  }

  private void scores(SortedSetValue sortedSet, CollectionHeader header) {
    Portions<ScoreChange> portions =
        new Portions<>(changes -> mutations.add(new PutScores(key, header, changes)));
    sortedSet.forEach(
        0,
        header.size(),
        member -> portions.add(ScoreChange.added(member.member(), member.score())));
    portions.finish();
  }

  private void fields(HashValue hash, CollectionHeader header) {
    Portions<FieldChange> portions =
        new Portions<>(fields -> mutations.add(new PutHashFields(key, header, fields)));
    hash.forEach(
        field ->
            portions.add(
                new FieldChange(field.name(), field.value(), field.expireAt(), Expiry.NEVER)));
    portions.finish();
  }
}
