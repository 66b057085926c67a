package io.talus.application.command.hash;

import io.talus.application.command.Change;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that one command puts into a hash. Of several with one name the last counts. */
final class FieldChanges implements FieldEdits {
  private final KeyspaceView view;
  private final Bytes key;
  private final @Nullable HashValue hash;

  /** The first change, alone until another field comes: most commands put one field. */
  private @Nullable FieldChange only;

  private @Nullable Map<Bytes, FieldChange> several;
  private int created;

  FieldChanges(KeyspaceView view, Bytes key, @Nullable HashValue hash) {
    this.view = view;
    this.key = key;
    this.hash = hash;
  }

  FieldChanges(KeyspaceView view, Bytes key) {
    this(view, key, view.hash(key));
  }

  /** These fields will be looked at one after the other. */
  void expect(List<Bytes> names) {
    if (hash != null) {
      hash.expect(names);
    }
  }

  /** The field as it was before the command, or null if there was none. */
  @Nullable HashField stored(Bytes name) {
    return hash == null ? null : hash.field(name);
  }

  @Override
  public @Nullable HashField field(Bytes name) {
    FieldChange change = change(name);
    return change == null ? stored(name) : new HashField(name, change.value(), change.expireAt());
  }

  @Override
  public void expire(HashField field, long expireAt) {
    put(field.name(), field.value(), expireAt);
  }

  void put(Bytes name, Bytes value, long expireAt) {
    put(stored(name), name, value, expireAt);
  }

  /**
   * Spares the look-up.
   *
   * @param stored what {@link #stored} returns for the name
   */
  void put(@Nullable HashField stored, Bytes name, Bytes value, long expireAt) {
    boolean first = change(name) == null;
    long previous = stored == null ? Expiry.NEVER : stored.expireAt();
    keep(new FieldChange(name, value, expireAt, previous));
    if (stored == null && first) {
      created++;
    }
  }

  private @Nullable FieldChange change(Bytes name) {
    if (several != null) {
      return several.get(name);
    }
    return only != null && only.name().equals(name) ? only : null;
  }

  private void keep(FieldChange change) {
    if (several != null) {
      several.put(change.name(), change);
    } else if (only == null || only.name().equals(change.name())) {
      only = change;
    } else {
      several = new LinkedHashMap<>();
      several.put(only.name(), only);
      several.put(change.name(), change);
    }
  }

  /** How many of the fields are new. */
  int created() {
    return created;
  }

  @Override
  public Change outcome(Reply reply) {
    if (only == null) {
      return new Change(reply, List.of());
    }
    CollectionHeader header = header();
    List<FieldChange> fields = several == null ? List.of(only) : new ArrayList<>(several.values());
    return Change.of(
        reply, new PutHashFields(key, header.withSize(header.size() + created), fields));
  }

  private CollectionHeader header() {
    return hash != null
        ? hash.header()
        : CollectionHeader.create(ValueType.HASH, view.nextCollectionId(key));
  }
}
