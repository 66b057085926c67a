package io.talus.application.command.hash;

import io.talus.application.command.Change;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that one command takes out of a hash; the key goes with the last of them. */
final class FieldDrops implements FieldEdits {
  private final Bytes key;
  private final @Nullable HashValue hash;
  private final Map<Bytes, FieldDrop> drops = new LinkedHashMap<>();

  FieldDrops(Bytes key, @Nullable HashValue hash) {
    this.key = key;
    this.hash = hash;
  }

  @Override
  public @Nullable HashField field(Bytes name) {
    return hash == null || drops.containsKey(name) ? null : hash.field(name);
  }

  @Override
  public void expire(HashField field, long expireAt) {
    drop(field);
  }

  void drop(HashField field) {
    drops.put(field.name(), new FieldDrop(field.name(), field.expireAt()));
  }

  int count() {
    return drops.size();
  }

  @Override
  public Change outcome(Reply reply) {
    return hash == null || drops.isEmpty()
        ? new Change(reply, List.of())
        : Change.of(reply, mutation(hash));
  }

  private Mutation mutation(HashValue before) {
    long size = before.size() - drops.size();
    if (size == 0) {
      return Mutations.drop(key, before, DropReason.DELETED);
    }
    List<FieldDrop> fields = new ArrayList<>(drops.values());
    return new DropHashFields(key, before.header().withSize(size), fields, DropReason.DELETED);
  }
}
