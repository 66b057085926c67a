package io.talus.application.slot;

import java.util.HashMap;
import java.util.Map;

/** Places in the logs of slots that the store is to reach. Belongs to the shard's thread. */
public final class SlotPlaces {
  private final Map<ShardSlot, Long> indexes = new HashMap<>();

  /** Places nowhere. */
  public SlotPlaces() {}

  /** One place. */
  public static SlotPlaces of(ShardSlot slot, long index) {
    SlotPlaces places = new SlotPlaces();
    places.add(slot, index);
    return places;
  }

  public void add(ShardSlot slot, long index) {
    if (index > slot.progress().applied()) {
      indexes.merge(slot, index, Math::max);
    }
  }

  /** Whether the store has come to all of them. */
  public boolean areApplied() {
    indexes.entrySet().removeIf(place -> place.getValue() <= place.getKey().progress().applied());
    return indexes.isEmpty();
  }
}
