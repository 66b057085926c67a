package io.talus.testkit.model;

import io.talus.application.port.Overwritten;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.testkit.model.ModelValue.Chunks;
import io.talus.testkit.model.ModelValue.Entries;
import io.talus.testkit.model.ModelValue.Fields;
import io.talus.testkit.model.ModelValue.Headed;
import io.talus.testkit.model.ModelValue.Members;
import io.talus.testkit.model.ModelValue.Scores;
import io.talus.testkit.model.ModelValue.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys of one slot in hash order, changed by mutations. */
public final class ModelSlot {
  private final NavigableMap<Bytes, ModelValue> keys = new TreeMap<>(Bytes::compareByHash);
  private final Map<Long, Headed> built = new HashMap<>();
  private Overwritten overwritten = Overwritten.NONE;

  /** What {@code key} holds once these mutations are applied to nothing. */
  public static @Nullable ModelValue valueOf(Bytes key, List<? extends Mutation> contents) {
    ModelSlot slot = new ModelSlot();
    contents.forEach(slot::apply);
    return slot.keys.get(key);
  }

  public NavigableMap<Bytes, ModelValue> keys() {
    return Collections.unmodifiableNavigableMap(keys);
  }

  /** Collections that are being built, by their ids. */
  public Map<Long, Headed> built() {
    return Collections.unmodifiableMap(built);
  }

  /** What was overwritten unseen, since everything was gone last. */
  public Overwritten overwritten() {
    return overwritten;
  }

  public long expiringKeys() {
    return keys.values().stream().filter(value -> value.expireAt() != Expiry.NEVER).count();
  }

  public void apply(Mutation mutation) {
    switch (mutation) {
      case OfString put -> {
        ModelValue before = keys.put(put.key(), new Text(put.value(), put.expireAt()));
        if (put instanceof OverwriteString && before != null) {
          overwritten = overwritten.withOneMore(before.expireAt() != Expiry.NEVER);
        }
      }
      case DropKey drop -> keys.remove(drop.key());
      case ClearSlot _ -> {
        keys.clear();
        built.clear();
        overwritten = Overwritten.NONE;
      }
      case MoveKey move ->
          keys.put(move.to(), require(keys.remove(move.key())).with(move.header()));
      case BuildPart(OfCollection part) ->
          built.compute(part.header().id(), (id, value) -> changed(current(value, part), part));
      case AbandonBuilt abandon -> built.remove(abandon.id());
      case PublishBuilt publish ->
          keys.put(
              publish.key(), require(built.remove(publish.header().id())).with(publish.header()));
      case OfCollection change ->
          keys.compute(change.key(), (key, value) -> changed(current(value, change), change));
    }
  }

  private static Headed require(@Nullable ModelValue value) {
    if (value instanceof Headed headed) {
      return headed;
    }
    throw new IllegalStateException("to be moved: " + value + " (expected: a collection)");
  }

  private static Headed current(@Nullable ModelValue value, OfCollection change) {
    CollectionHeader header = change.header();
    return value instanceof Headed headed && headed.header().id() == header.id()
        ? headed.with(header)
        : Headed.create(header);
  }

  private static Headed changed(Headed value, OfCollection change) {
    switch (change) {
      case PatchString patch -> {
        return patched((Chunks) value, patch);
      }
      case PutHashFields put -> put.fields().forEach(field -> put((Fields) value, field));
      case DropHashFields drop ->
          drop.fields().forEach(field -> ((Fields) value).fields().remove(field.name()));
      case PutSetMembers put -> ((Members) value).members().addAll(put.members());
      case DropSetMembers drop -> drop.members().forEach(((Members) value).members()::remove);
      case PutScores put ->
          put.changes().forEach(it -> ((Scores) value).scores().put(it.member(), it.score()));
      case DropScores drop ->
          drop.members().forEach(it -> ((Scores) value).scores().remove(it.member()));
      case PutListEntries put -> put((Entries) value, put);
      case DropListRange drop -> ((Entries) value).entries().subMap(drop.from(), drop.to()).clear();
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
    }
    return value;
  }

  private static void put(Fields hash, FieldChange field) {
    hash.fields().put(field.name(), new HashField(field.name(), field.value(), field.expireAt()));
  }

  private static void put(Entries list, PutListEntries put) {
    long position = put.first();
    for (Bytes entry : put.entries()) {
      list.entries().put(position++, entry);
    }
  }

  private static Chunks patched(Chunks string, PatchString patch) {
    int size = (int) string.header().size();
    byte[] bytes = Arrays.copyOf(string.bytes().array(), size);
    byte[] source = patch.patch().array();
    System.arraycopy(source, 0, bytes, (int) patch.offset(), source.length);
    return new Chunks(string.header(), Bytes.wrap(bytes));
  }
}
