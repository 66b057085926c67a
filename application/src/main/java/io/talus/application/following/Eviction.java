package io.talus.application.following;

import io.talus.application.inplace.RecentElements;
import io.talus.application.port.ResidentTier;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the resident tier, the filters of what is not resident, and the recent elements within
 * their share of the memory budget: clean keys that were not used since the hand came by last are
 * given up, slot after slot. A little at the end of each tick. On the shard's thread.
 */
final class Eviction {
  /** At the end of a tick no more keys are looked at: some tens of microseconds. */
  private static final int STEPS_A_TICK = 512;

  /**
   * So far above its share the tier may be before writers have to wait for keys to become clean.
   */
  private static final double OVERFULL = 1.1;

  /** At the end of a tick there is a little less than the share. */
  private static final double NEARLY_FULL = 0.95;

  private static final int STEPS_A_SLOT = 64;

  /** Nobody has wanted to know since the store came further last. */
  private static final long NOT_COUNTED = -1;

  private final ResidentTier tier;
  private final FilterMemory filters;
  private final RecentElements recentElements;
  private final OwnedSlots slots;
  private final LongSupplier shareBytes;
  private int table;
  private int slot;
  private long looked;
  private long keysToLookAt = NOT_COUNTED;

  Eviction(
      ResidentTier tier,
      FilterMemory filters,
      RecentElements recentElements,
      OwnedSlots slots,
      LongSupplier shareBytes) {
    this.tier = tier;
    this.filters = filters;
    this.recentElements = recentElements;
    this.slots = slots;
    this.shareBytes = shareBytes;
  }

  boolean isNeeded() {
    return sizeBytes() > shareBytes.getAsLong();
  }

  /** Whether what becomes resident takes the place of something else, or soon will. */
  boolean isNearlyFull() {
    return sizeBytes() > shareBytes.getAsLong() * NEARLY_FULL;
  }

  /** Whether memory is so full of keys that writing more has to wait. */
  boolean isOverfull() {
    return sizeBytes() > shareBytes.getAsLong() * OVERFULL;
  }

  private long sizeBytes() {
    return tier.sizeBytes() + filters.bytes() + recentElements.bytes();
  }

  /**
   * Whether giving up more may help: not every key was looked at twice since somebody wanted to
   * know for the first time after the store came further. In the second round also keys go that are
   * used all the time, so that one large collection that is always written to cannot fill the
   * memory.
   */
  boolean mayFree() {
    if (keysToLookAt == NOT_COUNTED) {
      keysToLookAt = residentKeys();
      looked = 0; // what has become resident since the store came further counts as well
    }
    return looked < 2 * keysToLookAt;
  }

  /** The store has applied more: what was dirty may be clean. */
  void storeCameFurther() {
    looked = 0;
    keysToLookAt = NOT_COUNTED;
  }

  /** Gives up some keys if there are too many. */
  void run() {
    recentElements.trim(STEPS_A_TICK);
    int steps = STEPS_A_TICK;
    int slotsLeft = slotCount();
    long lookedBefore = looked;
    boolean usedToo = isOverfull() && mayFree() && looked >= keysToLookAt;
    if (usedToo) {
      recentElements.giveUp(STEPS_A_TICK);
    }
    while (steps > 0 && slotsLeft-- > 0 && isNeeded()) {
      ShardSlot next = nextSlot();
      if (next != null) {
        if (filters.isExceeded()) {
          next.evicted().forget();
        }
        int keys = (int) Math.min(STEPS_A_SLOT, next.resident().keys());
        if (keys > 0 && next.mayEvict()) {
          next.evict(keys, usedToo);
        }
        looked += keys;
        steps -= keys;
      }
    }
    if (slotsLeft < 0 && looked == lookedBefore) {
      keysToLookAt = 0; // nothing is resident any more: the tables alone take more than the share
    }
  }

  private long residentKeys() {
    long[] count = {0};
    slots.forEach(used -> count[0] += used.resident().keys());
    return count[0];
  }

  private int slotCount() {
    int count = 0;
    for (Table each : slots.tables()) {
      count += each.slotCount();
    }
    return count;
  }

  private @Nullable ShardSlot nextSlot() {
    List<Table> tables = slots.tables();
    if (table >= tables.size()) {
      table = 0; // tables were dropped
      slot = 0;
    }
    if (slot >= tables.get(table).slotCount()) {
      slot = 0;
      table = (table + 1) % tables.size();
    }
    return tables.get(table).usedSlot(slot++);
  }
}
