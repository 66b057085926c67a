package io.talus.application.slot;

import io.talus.domain.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;

/** What the unit in progress does to one slot. Reused from unit to unit. */
public final class SlotPart {
  private final List<Mutation> mutations = new ArrayList<>();
  private final SlotCounters before = new SlotCounters();

  public void begin(ShardSlot slot) {
    mutations.clear();
    slot.copyCountersTo(before);
  }

  /** What the slot was like when the unit began. */
  SlotCounters before() {
    return before;
  }

  public void add(Mutation mutation) {
    mutations.add(mutation);
  }

  public List<Mutation> mutations() {
    return mutations;
  }

  /** The slot's incarnation when the unit began: where the record is addressed to. */
  public long incarnation() {
    return before.incarnation;
  }
}
