package io.talus.adapters.rocksdb.reclaim;

import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The slots of which nothing is reclaimed, because somebody reads them as they were at some moment.
 * Any thread.
 */
public final class KeptSlots {
  /** How many keep each, whatever its edition. */
  private final ConcurrentHashMap<Bytes, Integer> keepers = new ConcurrentHashMap<>();

  /** To be called before the moment that is to be read. */
  public void keep(Collection<SlotAddress> slots) {
    slots.forEach(slot -> keepers.merge(prefix(slot), 1, Integer::sum));
  }

  /** Takes back {@link #keep}. */
  public void release(Collection<SlotAddress> slots) {
    slots.forEach(
        slot ->
            keepers.computeIfPresent(
                prefix(slot), (prefix, count) -> count == 1 ? null : count - 1));
  }

  /** Whether the collection is of such a slot. */
  boolean keeps(byte[] collection) {
    return !keepers.isEmpty()
        && keepers.containsKey(Bytes.copyOf(collection, 0, SlotPrefix.SLOT_LENGTH));
  }

  private static Bytes prefix(SlotAddress slot) {
    return SlotPrefix.ofAllIncarnations(new SlotId(slot.table(), slot.slot()));
  }
}
