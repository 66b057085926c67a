package io.talus.application.slot;

import java.util.ArrayList;
import java.util.List;

/** The slots that somebody has pinned, until he lets go of all of them. On the shard's thread. */
public final class PinnedSlots {
  private record Pinned(ShardSlot slot, long pin) {}

  private final List<Pinned> pinned = new ArrayList<>(1);

  /** Pins the slot as the store has it now. */
  public void add(ShardSlot slot) {
    pinned.add(new Pinned(slot, slot.progress().pin()));
  }

  /** Pins what the other has pinned, as it was then. */
  public void addAll(PinnedSlots other) {
    for (Pinned each : other.pinned) {
      each.slot.progress().pins().pinAgain(each.pin);
      pinned.add(each);
    }
  }

  public void unpin() {
    for (Pinned each : pinned) {
      each.slot.progress().pins().unpin(each.pin);
    }
    pinned.clear();
  }
}
