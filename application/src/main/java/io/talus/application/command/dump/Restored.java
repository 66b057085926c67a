package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What a payload holds, and the mutations that make it. */
sealed interface Restored {
  /** Elements in one mutation; see {@code Rebuild}. */
  int ELEMENTS_MAX = 1000;

  /** The mutations that make {@code key}, which does not exist, hold it. */
  List<Mutation> mutations(Bytes key, long id, long expireAt);

  /** A string. */
  record Text(Bytes bytes) implements Restored {
    @Override
    public List<Mutation> mutations(Bytes key, long id, long expireAt) {
      if (bytes.length() <= StringValue.INLINE_BYTES_MAX) {
        return List.of(new PutString(key, bytes, expireAt, Expiry.NEVER));
      }
      CollectionHeader header =
          CollectionHeader.create(ValueType.STRING, id)
              .withSize(bytes.length())
              .withExpireAt(expireAt);
      List<Mutation> mutations = new ArrayList<>();
      for (int from = 0; from < bytes.length(); from += StringValue.INLINE_BYTES_MAX) {
        int to = Math.min(bytes.length(), from + StringValue.INLINE_BYTES_MAX);
        mutations.add(new PatchString(key, header, from, bytes.slice(from, to)));
      }
      return withExpiry(mutations, key, header);
    }
  }

  /** A list. */
  record Entries(List<Bytes> entries) implements Restored {
    @Override
    public List<Mutation> mutations(Bytes key, long id, long expireAt) {
      CollectionHeader header = header(ValueType.LIST, id, entries.size(), expireAt);
      List<Mutation> mutations = new ArrayList<>();
      for (int from = 0; from < entries.size(); from += ELEMENTS_MAX) {
        mutations.add(
            new PutListEntries(key, header, header.head() + from, portion(entries, from)));
      }
      return withExpiry(mutations, key, header);
    }
  }

  /** A set; no member comes twice. */
  record Members(List<Bytes> members) implements Restored {
    @Override
    public List<Mutation> mutations(Bytes key, long id, long expireAt) {
      CollectionHeader header = header(ValueType.SET, id, members.size(), expireAt);
      List<Mutation> mutations = new ArrayList<>();
      for (int from = 0; from < members.size(); from += ELEMENTS_MAX) {
        mutations.add(new PutSetMembers(key, header, portion(members, from)));
      }
      return withExpiry(mutations, key, header);
    }
  }

  /** A sorted set; no member comes twice. */
  record Scores(List<ScoreChange> scores) implements Restored {
    @Override
    public List<Mutation> mutations(Bytes key, long id, long expireAt) {
      CollectionHeader header = header(ValueType.SORTED_SET, id, scores.size(), expireAt);
      List<Mutation> mutations = new ArrayList<>();
      for (int from = 0; from < scores.size(); from += ELEMENTS_MAX) {
        mutations.add(new PutScores(key, header, portion(scores, from)));
      }
      return withExpiry(mutations, key, header);
    }
  }

  /** A hash; no field comes twice. */
  record Fields(List<FieldChange> fields) implements Restored {
    @Override
    public List<Mutation> mutations(Bytes key, long id, long expireAt) {
      CollectionHeader header = header(ValueType.HASH, id, fields.size(), expireAt);
      List<Mutation> mutations = new ArrayList<>();
      for (int from = 0; from < fields.size(); from += ELEMENTS_MAX) {
        mutations.add(new PutHashFields(key, header, portion(fields, from)));
      }
      return withExpiry(mutations, key, header);
    }
  }

  private static CollectionHeader header(ValueType type, long id, int size, long expireAt) {
    return CollectionHeader.create(type, id).withSize(size).withExpireAt(expireAt);
  }

  private static <T> List<T> portion(List<T> all, int from) {
    return List.copyOf(all.subList(from, Math.min(all.size(), from + ELEMENTS_MAX)));
  }

  private static List<Mutation> withExpiry(
      List<Mutation> mutations, Bytes key, CollectionHeader header) {
    if (header.expireAt() != Expiry.NEVER) {
      mutations.add(new SetExpiry(key, header, Expiry.NEVER));
    }
    return mutations;
  }
}
