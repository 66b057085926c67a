package io.talus.application.inplace;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.DueFields;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash in place. Which of its fields are due is known of those that were changed; of the others
 * the store has an index, which is asked when something in the slot may be due.
 */
final class InPlaceHash extends InPlaceMembers<HashField> implements HashValue {
  /** The earliest expiry that was set and may not be in the store's index yet. */
  private long nextDueOfChanges = Expiry.NEVER;

  /** The last index that changed the hash. */
  private long changedIndex;

  /** The store told of a part of the fields that are due. */
  private boolean isPart;

  /** For the next part the store has to have applied this. */
  private long partIndex;

  InPlaceHash(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  @Override
  void take(OfCollection change, long index) {
    changedIndex = index;
    if (isPart) {
      partIndex = index;
    }
    switch (change) {
      case PutHashFields put -> put.fields().forEach(field -> put(field, index));
      case DropHashFields drop ->
          drop.fields().forEach(field -> changed(field.name(), index, null, null, 0));
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
      default -> throw unexpected(change);
    }
  }

  private void put(FieldChange field, long index) {
    HashField now = new HashField(field.name(), field.value(), field.expireAt());
    nextDueOfChanges = Math.min(nextDueOfChanges, field.expireAt());
    changed(field.name(), index, null, now, field.value().length());
  }

  @Override
  public @Nullable HashField field(Bytes name) {
    return element(name);
  }

  @Override
  public long nextFieldDue() {
    return Math.min(nextDueOfChanges, reads().nextDue(stored().address()));
  }

  @Override
  public DueFields dueFields(long nowMillis) {
    List<HashField> due = new ArrayList<>();
    addDueOfChanges(nowMillis, due);
    isPart = false;
    if (reads().nextDue(stored().address()) <= nowMillis) {
      addDueOfStore(nowMillis, due);
      while (due.isEmpty() && isPart) {
        // All of the part are gone, and the store does not know yet.
        partIndex = changedIndex;
        addDueOfStore(nowMillis, due);
      }
    }
    return new DueFields(due, !isPart);
  }

  private void addDueOfChanges(long nowMillis, List<HashField> due) {
    long[] next = {Expiry.NEVER};
    pending()
        .forEach(
            (name, changed) -> {
              HashField field = changed.now();
              if (field != null && field.expireAt() <= nowMillis) {
                due.add(field);
              } else if (field != null) {
                next[0] = Math.min(next[0], field.expireAt());
              }
            });
    if (due.isEmpty()) {
      nextDueOfChanges = next[0];
    }
  }

  private void addDueOfStore(long nowMillis, List<HashField> due) {
    reads().requireApplied(this, partIndex);
    Elements answer = read(new ElementQuery.Due(nowMillis, partIndex));
    for (HashField field : elements(answer)) {
      if (pending().find(field.name()) == null) {
        due.add(field);
      }
    }
    isPart = next(answer) <= nowMillis;
  }

  @Override
  List<HashField> elements(Elements answer) {
    return ((Elements.Fields) answer).fields();
  }

  @Override
  long next(Elements answer) {
    return ((Elements.Fields) answer).next();
  }

  @Override
  Elements answer(List<HashField> elements) {
    return new Elements.Fields(elements, Scan.END);
  }

  @Override
  Bytes nameOf(HashField element) {
    return element.name();
  }
}
