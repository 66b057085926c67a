package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.SlotPast;
import io.talus.adapters.rocksdb.read.DueKeys;
import io.talus.adapters.rocksdb.write.CountLimits;
import io.talus.adapters.rocksdb.write.InstallWriter;
import io.talus.adapters.rocksdb.write.StoreSource;
import io.talus.adapters.rocksdb.write.StoredSlot;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore.Installation;
import io.talus.domain.slot.SlotId;
import java.util.HashSet;
import java.util.Set;

/**
 * The slots that are being taken in. Belongs to the thread that applies batches; only portions are
 * added by others.
 */
final class Installations {
  private final Database database;
  private final StoredSlots slots;
  private final Editions editions;
  private final DueKeys due;
  private final StoreSource source;
  private final CountLimits counts;
  private final Set<SlotId> underWay = new HashSet<>();

  Installations(
      Database database,
      StoredSlots slots,
      Editions editions,
      DueKeys due,
      StoreSource source,
      CountLimits counts) {
    this.database = database;
    this.slots = slots;
    this.editions = editions;
    this.due = due;
    this.source = source;
    this.counts = counts;
  }

  /** See {@link io.talus.application.port.SlotStore#install}. */
  Installation begin(SlotState state) {
    SlotId slot = state.slot();
    requireNone(slot);
    long edition = editions.next(state.address());
    SlotPast past = editions.past(slot).withEdition(edition);
    database.write(InstallWriter.begin(database.familyIds(), slot, past));
    editions.remember(slot, past);
    underWay.add(slot);
    InstallWriter writer = new InstallWriter(database.familyIds(), source, counts, state, edition);
    return new RocksDbInstallation(database, writer, this::finish, () -> clean(slot));
  }

  void requireNone(SlotId slot) {
    if (underWay.contains(slot)) {
      throw new IllegalStateException(slot + " is being installed");
    }
  }

  /** First the new edition is the slot, for who reads it and on the disk, then the old one goes. */
  private void finish(InstallWriter writer, long logEnd) {
    StoredSlot slot = writer.slot();
    SlotId id = slot.state().slot();
    SlotPast past = editions.past(id).endedAt(logEnd);
    database.endRest();
    database.write(InstallWriter.publish(database.familyIds(), slot, past));
    due.expect(slot.inKeys(), writer.nextDue());
    StoredSlot before = slots.put(slot);
    editions.remember(id, past);
    clean(id);
    if (before != null && before.edition() != slot.edition()) { // else it is tried again
      due.forget(before.inKeys());
    }
  }

  private void clean(SlotId slot) {
    database.write(InstallWriter.clean(database.familyIds(), slot, editions.current(slot)));
    underWay.remove(slot);
  }
}
