package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.ExpiryHeap;
import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.DueFields;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A hash. The heap of field expiries is made with the first field that has one. */
final class HashEntry extends CollectionEntry implements HashValue {
  private final HashOrderedTable<FieldNode> fields = new HashOrderedTable<>();
  private @Nullable ExpiryHeap<ExpiringField> expiries;
  private long fieldBytes;

  HashEntry(Bytes key, CollectionHeader header) {
    super(key, header);
  }

  void put(List<FieldChange> changes) {
    for (int i = 0; i < changes.size(); i++) {
      put(changes.get(i));
    }
  }

  private void put(FieldChange change) {
    FieldNode field = fields.find(change.name());
    if (field != null) {
      fieldBytes -= field.sizeBytes();
    }
    if (field == null || !field.accept(change)) {
      cancel(field);
      field = FieldNode.create(change);
      fields.put(field);
    }
    fieldBytes += field.sizeBytes();
    if (field instanceof ExpiringField expiring) {
      expiries().set(expiring, change.expireAt());
    }
  }

  void drop(List<FieldDrop> drops) {
    for (int i = 0; i < drops.size(); i++) {
      FieldNode field = fields.remove(drops.get(i).name());
      if (field != null) {
        fieldBytes -= field.sizeBytes();
        cancel(field);
      }
    }
  }

  private void cancel(@Nullable FieldNode field) {
    if (field instanceof ExpiringField expiring) {
      expiries().remove(expiring);
    }
  }

  private ExpiryHeap<ExpiringField> expiries() {
    if (expiries == null) {
      expiries = new ExpiryHeap<>();
    }
    return expiries;
  }

  @Override
  public @Nullable HashField field(Bytes name) {
    FieldNode field = fields.find(name);
    return field == null ? null : field.field();
  }

  @Override
  public boolean contains(Bytes name) {
    return fields.find(name) != null;
  }

  @Override
  public void forEach(Consumer<HashField> visitor) {
    fields.forEach(field -> visitor.accept(field.field()));
  }

  @Override
  public long scan(long cursor, int count, Consumer<HashField> visitor) {
    return fields.scan(cursor, count, field -> visitor.accept(field.field()));
  }

  @Override
  public List<HashField> random(int count, RandomGenerator random) {
    List<HashField> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      FieldNode field = fields.random(random);
      if (field != null) {
        drawn.add(field.field());
      }
    }
    return drawn;
  }

  @Override
  public long nextFieldDue() {
    return expiries == null ? Expiry.NEVER : expiries.first();
  }

  @Override
  public DueFields dueFields(long nowMillis) {
    if (expiries == null) {
      return DueFields.NONE;
    }
    List<ExpiringField> due = new ArrayList<>();
    expiries.due(nowMillis, expiries.size(), due);
    List<HashField> found = new ArrayList<>(due.size());
    for (ExpiringField field : due) {
      found.add(field.field());
    }
    return new DueFields(found, true);
  }

  @Override
  long dueAt() {
    return Math.min(expireAt(), nextFieldDue());
  }

  @Override
  long contentBytes() {
    return fieldBytes + fields.sizeBytes();
  }
}
