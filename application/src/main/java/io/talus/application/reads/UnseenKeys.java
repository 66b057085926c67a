package io.talus.application.reads;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.EvictedKeysReader;
import io.talus.application.command.CommandError;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Learns from the store whether keys existed that were overwritten unseen, so that the slots'
 * numbers of keys become exact. Belongs to the shard's thread.
 */
public final class UnseenKeys {
  private static final String NO_ROOM =
      "MISCONF The number of keys is not known before there is room on the disk again";

  private final SlotStore store;
  private final EvictedKeysReader evictedKeys;
  private final BooleanSupplier waitsForRoom;
  private boolean awaited;

  /**
   * Begins with nothing to learn.
   *
   * @param waitsForRoom whether the store applies nothing, as the disk is full
   */
  public UnseenKeys(SlotStore store, EvictedKeysReader evictedKeys, BooleanSupplier waitsForRoom) {
    this.store = store;
    this.evictedKeys = evictedKeys;
    this.waitsForRoom = waitsForRoom;
  }

  /** Counts what the store has found out by now. */
  public void count(OwnedSlots slots) {
    boolean[] all = {true};
    slots.forEach(slot -> all[0] &= count(slot) == 0);
    if (all[0]) {
      awaited = false;
    }
  }

  /** Returns the index that the store has to apply until the slot's keys are counted, or 0. */
  private long count(ShardSlot slot) {
    if (slot.unseen().lastIndex() != 0) {
      long newNames =
          slot.unseen().count(store.overwritten(slot.address()), slot.progress().applied());
      if (newNames > 0) {
        evictedKeys.askedInVain(slot, newNames);
      }
    }
    return slot.unseen().lastIndex();
  }

  /**
   * Sees to it that the store has found out how many keys of the table there are.
   *
   * @throws ColdRead if that has to be waited for
   */
  void requireCounted(Table table) {
    List<ColdRequest> uncounted = new ArrayList<>();
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null && count(slot) != 0) {
        uncounted.add(new ColdRequest.Applied(slot, slot.unseen().lastIndex()));
      }
    }
    awaited = !uncounted.isEmpty();
    if (awaited) {
      if (waitsForRoom.getAsBoolean()) {
        throw new CommandError(NO_ROOM);
      }
      throw new ColdRead(uncounted);
    }
  }

  /** Whether somebody waits for keys to be counted: he would have to wait for the next, too. */
  boolean isAwaited() {
    return awaited;
  }
}
