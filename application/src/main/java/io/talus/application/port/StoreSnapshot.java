package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;

/**
 * The store as it was at one moment, between two batches. What is applied later, dropped and
 * reclaimed, is not seen. Any thread may read, several at a time; who closes it sees to it that
 * nobody does.
 */
public interface StoreSnapshot extends AutoCloseable {
  /** How far the slot's log had been applied; 0 of a slot that it does not know. */
  long index(SlotAddress address);

  /** What was known of the slot; empty if it was not known. */
  Optional<SlotState> state(SlotId slot);

  /** As {@link SlotStore#scan}. */
  long scan(SlotAddress address, long cursor, int count, SlotStore.KeyScanner scanner);

  /** Collections of the slot that were being built. Their elements can be read as all others. */
  List<UnfinishedCollection> unpublished(SlotAddress address);

  /** As {@link SlotStore#load}; goes to the disk. */
  Loaded load(SlotAddress address, Bytes key, int limit);

  /** As {@link SlotStore#read}; goes to the disk. */
  Elements read(StoredCollection collection, ElementQuery query);

  /** As {@link SlotStore#nextDue}, for a slot that was named when this was opened. */
  long nextDue(SlotAddress address);

  @Override
  void close();
}
