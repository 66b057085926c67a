package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPast;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.SlotState;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.slot.SlotId;
import java.util.List;

/**
 * Turns portions of a slot that is taken in into RocksDB's write batches, under an edition of its
 * own: {@link #portion}, then {@link #end}. By one thread at a time.
 */
public final class InstallWriter {
  private final int[] familyIds;
  private final WriteSets sets = new WriteSets();
  private final MutationPlacement mutations;
  private final SlotChange slot;

  /**
   * @param familyIds the numbers that RocksDB gave to the families, by {@link Family#index}
   * @param source reads what is in the store
   */
  public InstallWriter(
      int[] familyIds, StoreSource source, CountLimits counts, SlotState state, long edition) {
    this.familyIds = familyIds.clone();
    this.mutations = new MutationPlacement(sets, source, counts);
    this.slot = SlotChange.installed(new StoredSlot(state, edition));
  }

  /** The slot as it will be. */
  public StoredSlot slot() {
    return slot.after();
  }

  /** When the first key is due, or field, of those that were added. */
  public long nextDue() {
    return slot.nextDue();
  }

  /** The write batch that adds a portion. */
  public byte[] portion(List<? extends Mutation> portion) {
    for (int i = 0; i < portion.size(); i++) {
      mutations.write(slot, portion.get(i));
    }
    mutations.finish(false);
    slot.endPortion(portion);
    return sets.toArray(familyIds);
  }

  /** Gets ready for the next portion. */
  public void end(boolean applied) {
    if (applied) {
      mutations.applied();
    } else {
      mutations.failed();
    }
    sets.clear();
  }

  /** The write batch that says that a slot is being taken in, and which editions it has had. */
  public static byte[] begin(int[] familyIds, SlotId slot, SlotPast past) {
    WriteSets sets = new WriteSets();
    LayoutSink key = new LayoutSink(SlotPrefix.LENGTH);
    SystemLayout.installKey(key, slot);
    sets.of(Family.SYSTEM).put(key, new LayoutSink(1).int8(0));
    putPast(sets, slot, past);
    return sets.toArray(familyIds);
  }

  /** The write batch that makes it the slot. */
  public static byte[] publish(int[] familyIds, StoredSlot slot, SlotPast past) {
    WriteSets sets = new WriteSets();
    putStatus(sets, slot);
    putPast(sets, slot.state().slot(), past);
    return sets.toArray(familyIds);
  }

  /**
   * The write batch that deletes all editions of a slot but this one, and says that it is not being
   * taken in any more.
   *
   * @param edition 0 if none remains: no slot has that
   */
  public static byte[] clean(int[] familyIds, SlotId slot, long edition) {
    WriteSets sets = new WriteSets();
    Bytes all = SlotPrefix.ofAllIncarnations(slot);
    Bytes kept = SlotPrefix.of(slot, edition).start();
    for (Family family : Family.all()) {
      if (family.isSlotted()) {
        deleteBeside(sets, family, all, kept);
      }
    }
    deleteBeside(
        sets, Family.SYSTEM, SystemLayout.unpublishedKeys(all), SystemLayout.unpublishedKeys(kept));
    LayoutSink key = new LayoutSink(SlotPrefix.LENGTH);
    SystemLayout.installKey(key, slot);
    sets.of(Family.SYSTEM).delete(key);
    return sets.toArray(familyIds);
  }

  private static void deleteBeside(WriteSets sets, Family family, Bytes all, Bytes kept) {
    sets.deleteRange(family, all, kept);
    sets.deleteRange(family, SlotPrefix.end(kept), SlotPrefix.end(all));
  }

  /** The write batch that notes what is remembered of a slot. */
  public static byte[] remember(int[] familyIds, SlotId slot, SlotPast past) {
    WriteSets sets = new WriteSets();
    putPast(sets, slot, past);
    return sets.toArray(familyIds);
  }

  static void putPast(WriteSets sets, SlotId slot, SlotPast past) {
    LayoutSink key = new LayoutSink(SlotPrefix.LENGTH);
    SystemLayout.pastKey(key, slot);
    sets.of(Family.SYSTEM)
        .put(key, new LayoutSink(2 * Long.BYTES).int64(past.edition()).int64(past.beginsAfter()));
  }

  static void putStatus(WriteSets sets, StoredSlot slot) {
    LayoutSink key = new LayoutSink(SlotPrefix.LENGTH);
    LayoutSink value = new LayoutSink(SystemLayout.STATUS_BYTES);
    SystemLayout.statusKey(key, slot.address());
    SystemLayout.status(value, slot.state(), slot.edition());
    sets.of(Family.SYSTEM).put(key, value);
  }
}
