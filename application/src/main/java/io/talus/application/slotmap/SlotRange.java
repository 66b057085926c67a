package io.talus.application.slotmap;

import io.talus.application.slotmap.ClusterMap.Holders;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hash slots one after the other that the same nodes have.
 *
 * @param first and last of them, both included
 */
record SlotRange(int first, int last, Holders holders) {
  int count() {
    return last - first + 1;
  }

  /** All ranges of a table that have a leader, ascending, and as few as possible. */
  static List<SlotRange> of(TableDefinition table, ClusterMap map) {
    List<SlotRange> ranges = new ArrayList<>();
    int width = table.hashSlotsOfSlot();
    for (int slot = 0; slot < table.slotCount(); slot++) {
      Optional<Holders> holders = map.holders(new SlotId(table.number(), slot));
      if (holders.isPresent()) {
        add(ranges, new SlotRange(slot * width, (slot + 1) * width - 1, holders.get()));
      }
    }
    return ranges;
  }

  private static void add(List<SlotRange> ranges, SlotRange next) {
    SlotRange before = ranges.isEmpty() ? null : ranges.getLast();
    if (before != null
        && before.last + 1 == next.first
        && before.holders.areThoseOf(next.holders)) {
      ranges.removeLast();
      long epoch = Math.max(before.holders.epoch(), next.holders.epoch());
      Holders both = new Holders(next.holders.leader(), epoch, next.holders.followers());
      ranges.add(new SlotRange(before.first, next.last, both));
    } else {
      ranges.add(next);
    }
  }
}
