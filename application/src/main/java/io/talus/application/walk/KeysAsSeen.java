package io.talus.application.walk;

import io.talus.application.command.Change;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfKey;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a change is about, as they were in the snapshot that it was made from. A change is
 * only right for keys that are still so: they may have expired since, in whole or in part.
 */
final class KeysAsSeen {
  /** What a key holds, as far as mutations go by it. */
  private record Held(ValueType type, long expireAt, @Nullable CollectionHeader header) {
    static @Nullable Held of(@Nullable Value value) {
      return switch (value) {
        case null -> null;
        case CollectionValue of -> new Held(of.type(), of.expireAt(), of.header());
        case StringValue of -> new Held(of.type(), of.expireAt(), of.header());
      };
    }
  }

  private record TableKey(int table, Bytes key) {}

  private final Map<TableKey, @Nullable Held> seen = new LinkedHashMap<>();
  private final int selected;

  private KeysAsSeen(int selected) {
    this.selected = selected;
  }

  static KeysAsSeen of(Change change, int selected, KeyspaceView snapshot) {
    KeysAsSeen keys = new KeysAsSeen(selected);
    keys.note(selected, change.mutations(), snapshot);
    Change.Elsewhere elsewhere = change.elsewhere();
    if (elsewhere != null) {
      keys.note(elsewhere.table(), elsewhere.mutations(), snapshot.table(elsewhere.table()));
    }
    return keys;
  }

  private void note(int table, List<? extends Mutation> mutations, KeyspaceView snapshot) {
    for (Mutation mutation : mutations) {
      if (mutation instanceof OfKey ofKey) {
        note(table, ofKey.key(), snapshot);
      }
      if (mutation instanceof MoveKey move) {
        note(table, move.to(), snapshot);
      }
    }
  }

  private void note(int table, Bytes key, KeyspaceView snapshot) {
    TableKey of = new TableKey(table, key);
    if (!seen.containsKey(of)) {
      seen.put(of, Held.of(snapshot.find(key)));
    }
  }

  /** Whether they are so now; afterwards they are resident. */
  boolean areStillSo(KeyspaceView live) {
    boolean same = true;
    for (Map.Entry<TableKey, @Nullable Held> each : seen.entrySet()) {
      TableKey of = each.getKey();
      KeyspaceView table = of.table == selected ? live : live.table(of.table);
      Held now = Held.of(table.find(of.key));
      same &= Objects.equals(now, each.getValue());
    }
    return same;
  }
}
