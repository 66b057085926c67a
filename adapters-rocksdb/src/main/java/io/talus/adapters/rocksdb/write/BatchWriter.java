package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPast;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.StoreBatch;
import io.talus.domain.slot.SlotId;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns batches into RocksDB's write batches: {@link #begin}, then {@link #end}. Belongs to the
 * background writer's thread.
 */
public final class BatchWriter {
  private final int[] familyIds;
  private final Function<SlotId, @Nullable StoredSlot> stored;
  private final ToLongFunction<SlotAddress> nextEdition;
  private final WriteSets sets = new WriteSets();
  private final MutationPlacement mutations;
  private final ChangedSlots slots = new ChangedSlots();
  private final LayoutSink key = new LayoutSink(64);
  private final LayoutSink value = new LayoutSink(64);

  /**
   * @param familyIds the numbers that RocksDB gave to the families, by {@link Family#index}
   * @param stored what is in the store of a slot, or null if nothing is
   * @param nextEdition the edition for an incarnation of a slot of which the store has nothing
   * @param source reads what is in the store
   */
  public BatchWriter(
      int[] familyIds,
      Function<SlotId, @Nullable StoredSlot> stored,
      ToLongFunction<SlotAddress> nextEdition,
      StoreSource source,
      CountLimits counts) {
    this.familyIds = familyIds.clone();
    this.stored = stored;
    this.nextEdition = nextEdition;
    this.mutations = new MutationPlacement(sets, source, counts, nextEdition);
  }

  /** Adds an entry of the expiry index that is to be deleted with the next batch. */
  public void deleteExpiryEntry(byte[] entry) {
    sets.of(Family.EXPIRY).delete(key.clear().bytes(entry, 0, entry.length));
  }

  /**
   * The write batch that brings this batch into the store.
   *
   * @param mark the store's mark afterwards
   */
  public byte[] begin(StoreBatch batch, long mark) {
    batch.forEach(this::write);
    mutations.finish(batch.isUrgent());
    writeStatuses(mark);
    return sets.toArray(familyIds);
  }

  /**
   * The write batch that removes a slot. To be followed by {@link #end}, as if it had failed: what
   * is remembered of the store may be about the slot.
   *
   * @param past what is to be remembered of the slot
   */
  public byte[] beginDrop(SlotId slot, SlotPast past) {
    sets.deleteSlot(slot);
    InstallWriter.putPast(sets, slot, past);
    return sets.toArray(familyIds);
  }

  /** The slots of the batch as it leaves them; after {@link #begin}. */
  public Iterable<SlotChange> slots() {
    return slots.all();
  }

  /**
   * Gets ready for the next batch.
   *
   * @param applied whether the batch is in the store
   */
  public void end(boolean applied) {
    if (applied) {
      mutations.applied();
    } else {
      mutations.failed();
    }
    sets.clear();
    slots.clear();
  }

  private void write(SlotRecord record) {
    SlotChange slot = slotOf(record);
    if (!slot.enter(record.status())) {
      return;
    }
    for (int i = 0; i < record.mutations().size(); i++) {
      mutations.write(slot, record.mutations().get(i));
    }
  }

  private SlotChange slotOf(SlotRecord record) {
    SlotAddress address = record.address();
    SlotChange slot = slots.find(address.table(), address.slot());
    if (slot == null) {
      StoredSlot found = stored.apply(new SlotId(address.table(), address.slot()));
      if (found != null && found.hasApplied(record.status().position())) {
        address = found.address();
      }
      slot = new SlotChange(address, found, nextEdition);
      slots.add(slot);
    }
    return slot;
  }

  private void writeStatuses(long mark) {
    WriteSet system = sets.of(Family.SYSTEM);
    key.clear().bytes(SystemLayout.markKey(), 0, SystemLayout.markKey().length);
    system.put(key, value.clear().int64(mark));
    for (SlotChange slot : slots.all()) {
      SystemLayout.statusKey(key.clear(), slot.address());
      StoredSlot after = slot.after();
      SystemLayout.status(value.clear(), after.state(), after.edition());
      system.put(key, value);
    }
  }
}
