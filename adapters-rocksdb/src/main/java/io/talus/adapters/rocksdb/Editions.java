package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPast;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.adapters.rocksdb.write.InstallWriter;
import io.talus.adapters.rocksdb.write.StoredSlot;
import io.talus.application.port.SlotAddress;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which editions slots have had, and where their lives ended; see {@link
 * io.talus.adapters.rocksdb.layout}. Changed by the thread that applies batches, asked by any.
 */
final class Editions {
  private final Map<SlotId, SlotPast> pasts = new ConcurrentHashMap<>();
  private final StoredSlots slots;

  private Editions(StoredSlots slots) {
    this.slots = slots;
  }

  /** Reads what is remembered, and removes what a crash left of slots that were being taken in. */
  static Editions read(Database database, StoredSlots slots) {
    Editions editions = new Editions(slots);
    List<SlotId> unfinished = new ArrayList<>();
    LayoutSink start = new LayoutSink(1);
    SystemLayout.pastKeys(start);
    try (Cursor cursor = database.cursor(Family.SYSTEM, CursorKind.SWEEP)) {
      for (cursor.seek(start);
          cursor.isValid() && !SystemLayout.isStatus(cursor.key());
          cursor.next()) {
        byte[] key = cursor.key();
        if (SystemLayout.isPast(key)) {
          editions.pasts.put(SystemLayout.slot(key), SystemLayout.past(cursor.value()));
        } else if (SystemLayout.isInstall(key)) {
          unfinished.add(SystemLayout.slot(key));
        }
      }
      cursor.checkEnd();
    }
    for (SlotId slot : unfinished) {
      database.write(InstallWriter.clean(database.familyIds(), slot, editions.current(slot)));
    }
    return editions;
  }

  SlotPast past(SlotId slot) {
    return pasts.getOrDefault(slot, SlotPast.NONE);
  }

  void remember(SlotId slot, SlotPast past) {
    pasts.put(slot, past);
  }

  /** The edition of a slot that is in the store; 0 if it is not. */
  long current(SlotId slot) {
    StoredSlot stored = slots.find(slot);
    return stored == null ? 0 : stored.edition();
  }

  /** The edition for an incarnation of which the store has nothing: higher than all before. */
  long next(SlotAddress address) {
    SlotId slot = new SlotId(address.table(), address.slot());
    return Math.max(past(slot).withEdition(current(slot)).edition() + 1, address.incarnation());
  }

  /** Forgets where lives ended that is farther than this; whether there was any. */
  boolean forgetBeyond(long logEnd, Database database) {
    boolean found = false;
    for (Map.Entry<SlotId, SlotPast> each : pasts.entrySet()) {
      if (each.getValue().beginsAfter() > logEnd) {
        SlotPast past = each.getValue().endedAt(0);
        database.write(InstallWriter.remember(database.familyIds(), each.getKey(), past));
        each.setValue(past);
        found = true;
      }
    }
    return found;
  }

  /** The slot as it stands in keys; of another incarnation than the store has, one without any. */
  SlotAddress inKeys(SlotAddress address) {
    StoredSlot slot = slots.find(new SlotId(address.table(), address.slot()));
    return inKeys(address, slot);
  }

  static SlotAddress inKeys(SlotAddress address, @Nullable StoredSlot slot) {
    return slot != null && slot.address().equals(address)
        ? slot.inKeys()
        : new SlotAddress(address.table(), address.slot(), 0);
  }
}
