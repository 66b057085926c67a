package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.adapters.rocksdb.write.StoredSlot;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoredCollection;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slots that are in the store, with their newest incarnation and status. Any thread. */
final class StoredSlots {
  private final Map<SlotId, StoredSlot> slots = new ConcurrentHashMap<>();

  private StoredSlots() {}

  static StoredSlots read(Database database) {
    StoredSlots slots = new StoredSlots();
    LayoutSink start = new LayoutSink(1);
    SystemLayout.statusKeys(start);
    try (Cursor cursor = database.cursor(Family.SYSTEM, CursorKind.SWEEP)) {
      for (cursor.seek(start); cursor.isValid(); cursor.next()) {
        byte[] value = cursor.value();
        slots.put(
            new StoredSlot(SystemLayout.state(cursor.key(), value), SystemLayout.edition(value)));
      }
      cursor.checkEnd();
    }
    return slots;
  }

  /** See {@link io.talus.application.port.SlotStore#unpublished}. */
  List<StoredCollection> unpublished(Database database) {
    List<StoredCollection> found = new ArrayList<>();
    LayoutSink start = new LayoutSink(1);
    SystemLayout.unpublishedKeys(start);
    try (Cursor cursor = database.cursor(Family.SYSTEM, CursorKind.SWEEP)) {
      for (cursor.seek(start);
          cursor.isValid() && SystemLayout.isUnpublished(cursor.key());
          cursor.next()) {
        StoredCollection marked = SystemLayout.unpublished(cursor.key(), cursor.value());
        SlotAddress address = ofKeys(marked.address());
        if (address != null) {
          found.add(new StoredCollection(address, marked.type(), marked.id()));
        }
      }
      cursor.checkEnd();
    }
    return found;
  }

  /** The slot that stands in keys like this; null if it is another edition by now. */
  @Nullable SlotAddress ofKeys(SlotAddress inKeys) {
    StoredSlot slot = slots.get(new SlotId(inKeys.table(), inKeys.slot()));
    return slot != null && slot.edition() == inKeys.incarnation() ? slot.address() : null;
  }

  @Nullable StoredSlot find(SlotId id) {
    return slots.get(id);
  }

  LogPosition applied(SlotId id) {
    StoredSlot slot = slots.get(id);
    return slot == null ? LogPosition.NONE : slot.state().status().position();
  }

  /** Returns what was there before. */
  @Nullable StoredSlot put(StoredSlot slot) {
    return slots.put(slot.state().slot(), slot);
  }

  /** Returns what was there before. */
  @Nullable StoredSlot remove(SlotId id) {
    return slots.remove(id);
  }

  /** Of this incarnation. */
  Overwritten overwritten(SlotAddress address) {
    StoredSlot slot = slots.get(new SlotId(address.table(), address.slot()));
    return slot != null && slot.address().equals(address)
        ? slot.state().overwritten()
        : Overwritten.NONE;
  }

  void forEach(Consumer<StoredSlot> visitor) {
    slots.values().forEach(visitor);
  }

  Map<SlotAddress, SlotStatus> toMap() {
    Map<SlotAddress, SlotStatus> map = new HashMap<>();
    forEach(slot -> map.put(slot.address(), slot.state().status()));
    return map;
  }
}
