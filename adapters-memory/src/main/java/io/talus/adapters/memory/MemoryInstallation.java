package io.talus.adapters.memory;

import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore;
import io.talus.domain.mutation.Mutation;
import java.util.List;

/** A slot of a {@link MemoryStore} that is being taken in: beside the others until it is whole. */
final class MemoryInstallation implements SlotStore.Installation {
  private final MemoryStore store;
  private final SlotState state;
  private final MemoryStoreSlot slot;

  MemoryInstallation(MemoryStore store, SlotState state) {
    this.store = store;
    this.state = state;
    this.slot = new MemoryStoreSlot(state, new MemoryResidentTier());
  }

  @Override
  public SlotState state() {
    return state;
  }

  @Override
  public synchronized void add(List<? extends Mutation> portion) {
    slot.add(portion);
  }

  @Override
  public synchronized void finish(long logEnd) {
    store.installed(this, slot, logEnd);
  }

  @Override
  public void abandon() {
    store.abandoned(this);
  }
}
