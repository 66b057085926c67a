package io.talus.adapters.memory;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore.KeyScanner;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;

/** A copy of a {@link MemoryStore}'s data. */
final class MemorySnapshot implements StoreSnapshot {
  private final MemoryStoreVersion slots;

  MemorySnapshot(MemoryStoreVersion slots) {
    this.slots = slots;
  }

  @Override
  public long index(SlotAddress address) {
    return slots.applied(new SlotId(address.table(), address.slot())).index();
  }

  @Override
  public Optional<SlotState> state(SlotId slot) {
    return slots.state(slot);
  }

  @Override
  public synchronized long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    return slots.scan(address, cursor, count, scanner);
  }

  @Override
  public synchronized List<UnfinishedCollection> unpublished(SlotAddress address) {
    return slots.unfinished(address);
  }

  @Override
  public synchronized Loaded load(SlotAddress address, Bytes key, int limit) {
    return slots.load(address, key, limit);
  }

  @Override
  public synchronized Elements read(StoredCollection collection, ElementQuery query) {
    return slots.read(collection, query);
  }

  @Override
  public synchronized long nextDue(SlotAddress address) {
    return slots.nextDue(address);
  }

  @Override
  public void close() {
    // There is nothing to give back but memory.
  }
}
