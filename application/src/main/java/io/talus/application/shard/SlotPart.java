package io.talus.application.shard;

import io.talus.domain.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;

/** What the unit in progress does to one slot. Reused from unit to unit. */
final class SlotPart {
  private final List<Mutation> mutations = new ArrayList<>();
  private final SlotCounters before = new SlotCounters();

  void begin(ShardSlot slot) {
    mutations.clear();
    slot.copyCountersTo(before);
  }

  /** What the slot was like when the unit began. */
  SlotCounters before() {
    return before;
  }

  void add(Mutation mutation) {
    mutations.add(mutation);
  }

  List<Mutation> mutations() {
    return mutations;
  }

  /** The slot's incarnation when the unit began: where the record is addressed to. */
  long incarnation() {
    return before.incarnation;
  }
}
