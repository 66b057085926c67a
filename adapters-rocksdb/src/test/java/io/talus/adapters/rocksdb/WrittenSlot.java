package io.talus.adapters.rocksdb;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.OfCollection;
import java.util.ArrayList;
import java.util.List;

/** A slot with its log, of which each {@link #write} is one batch of the store. */
final class WrittenSlot {
  private final SlotStore store;
  private SlotAddress address;
  private long block;
  private long index;
  private long nextCollectionId = 1;

  WrittenSlot(SlotStore store, int slot) {
    this.store = store;
    this.address = new SlotAddress(0, slot, 1);
    this.block = store.mark();
  }

  SlotAddress address() {
    return address;
  }

  long nextCollectionId() {
    return nextCollectionId;
  }

  /** Applies the mutations, each in a record of its own, as one batch. */
  void write(Mutation... mutations) {
    store.apply(batch(mutations));
  }

  StoreBatch batch(Mutation... mutations) {
    List<SlotRecord> records = new ArrayList<>();
    for (Mutation mutation : mutations) {
      records.add(record(mutation));
    }
    return StoreBatch.of(++block, records);
  }

  private SlotRecord record(Mutation mutation) {
    SlotAddress before = address;
    if (mutation instanceof OfCollection change) {
      nextCollectionId = Math.max(nextCollectionId, change.header().id() + 1);
    } else if (mutation instanceof BuildPart build) {
      nextCollectionId = Math.max(nextCollectionId, build.part().header().id() + 1);
    } else if (mutation instanceof ClearSlot clear) {
      address = new SlotAddress(before.table(), before.slot(), clear.newIncarnation());
    }
    LogPosition position = new LogPosition(1, ++index);
    return new SlotRecord(
        before, new SlotStatus(position, 0, 1, 0, nextCollectionId), List.of(mutation));
  }
}
