package io.talus.application.port;

import io.talus.domain.bytes.Bytes;

/**
 * The store as it was at one moment, between two batches. What is applied later, dropped and
 * reclaimed, is not seen. Any thread may read, several at a time; who closes it sees to it that
 * nobody does.
 */
public interface StoreSnapshot extends AutoCloseable {
  /** How far the slot's log had been applied; 0 of a slot that it does not know. */
  long index(SlotAddress address);

  /** As {@link SlotStore#load}; goes to the disk. */
  Loaded load(SlotAddress address, Bytes key, int limit);

  /** As {@link SlotStore#read}; goes to the disk. */
  Elements read(StoredCollection collection, ElementQuery query);

  /** As {@link SlotStore#nextDue}, for a slot that was named when this was opened. */
  long nextDue(SlotAddress address);

  @Override
  void close();
}
