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
import java.util.ArrayList;
import java.util.List;

/**
 * The mutations that make another key hold what a value is, expiry included: for COPY, and for
 * RENAME and MOVE from slot to slot.
 */
public final class Rebuild {
  /** A long string is copied in pieces of this size, and pieces of nothing but zeros left out. */
  private static final int PIECE_BYTES = StringValue.INLINE_BYTES_MAX;

  private Rebuild() {}

  /**
   * Rebuilds {@code value} under {@code key}, which holds nothing.
   *
   * @param id the new collection's number, unless the value is a string in one piece
   */
  public static List<Mutation> of(Bytes key, Value value, long id) {
    CollectionHeader old = Mutations.header(value);
    if (old == null) {
      Bytes bytes = ((StringValue) value).bytes();
      return List.of(new PutString(key, bytes, value.expireAt(), Expiry.NEVER));
    }
    CollectionHeader header = new CollectionHeader(old.type(), id, old.size(), 0, old.expireAt());
    List<Mutation> mutations = new ArrayList<>();
    switch (value) {
      case StringValue string -> addPieces(mutations, key, header, string);
      case HashValue hash -> mutations.add(new PutHashFields(key, header, fields(hash)));
      case SetValue set -> mutations.add(new PutSetMembers(key, header, members(set)));
      case SortedSetValue set -> mutations.add(new PutScores(key, header, scores(set)));
      case ListValue list ->
          mutations.add(new PutListEntries(key, header, 0, list.range(0, list.size())));
    }
    if (header.expireAt() != Expiry.NEVER) {
      mutations.add(new SetExpiry(key, header, Expiry.NEVER));
    }
    return mutations;
  }

  private static void addPieces(
      List<Mutation> mutations, Bytes key, CollectionHeader header, StringValue string) {
    long length = string.length();
    for (long at = 0; at < length; at += PIECE_BYTES) {
      long end = Math.min(at + PIECE_BYTES, length);
      Bytes piece = string.range(at, end);
      // The last piece is written in any case: there has to be one.
      if (end == length || !isZeros(piece)) {
        mutations.add(new PatchString(key, header, at, piece));
      }
    }
  }

  private static boolean isZeros(Bytes bytes) {
    for (byte b : bytes.array()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<FieldChange> fields(HashValue hash) {
    List<FieldChange> fields = new ArrayList<>((int) hash.size());
    hash.forEach(
        field ->
            fields.add(
                new FieldChange(field.name(), field.value(), field.expireAt(), Expiry.NEVER)));
    return fields;
  }

  private static List<Bytes> members(SetValue set) {
    List<Bytes> members = new ArrayList<>((int) set.size());
    set.forEach(members::add);
    return members;
  }

  private static List<ScoreChange> scores(SortedSetValue set) {
    List<ScoreChange> scores = new ArrayList<>((int) set.size());
    set.forEach(
        0, set.size(), member -> scores.add(ScoreChange.added(member.member(), member.score())));
    return scores;
  }
}
