package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.domain.value.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a batch finds it in the store and leaves it.
 *
 * <p>Whether something can be in the store decides whether it has to be deleted there. That follows
 * from the status that is stored with the slot: it holds no collection with an id that had not been
 * given away, and nothing at all of another incarnation. This is so for records that the store has
 * not seen. After a crash records may come again, and then nothing is taken for granted.
 */
public final class SlotChange {
  private final @Nullable StoredSlot stored;
  private SlotAddress address;
  private SlotPrefix prefix;
  private SlotStatus before;
  private SlotStatus after;
  private boolean fresh;
  private long nextDue = Expiry.NEVER;

  SlotChange(SlotAddress address, @Nullable StoredSlot stored) {
    this.stored = stored;
    this.address = address;
    this.prefix = SlotPrefix.of(address);
    this.before = storedStatus();
    this.after = before;
  }

  /** Goes on to a record with this status. */
  void enter(SlotStatus status) {
    after = status;
    fresh = status.position().compareTo(before.position()) > 0;
  }

  /** From here on the slot has another incarnation. */
  void clear(long newIncarnation) {
    address = new SlotAddress(address.table(), address.slot(), newIncarnation);
    prefix = SlotPrefix.of(address);
    before = storedStatus();
    nextDue = Expiry.NEVER;
    enter(after);
  }

  private SlotStatus storedStatus() {
    return stored != null && stored.address().equals(address) ? stored.status() : SlotStatus.EMPTY;
  }

  /** Whether the store may hold keys of this incarnation. */
  boolean mayHoldKeys() {
    return !fresh || before.keys() > 0;
  }

  /** Whether the collection was created in this batch, so that the store has nothing of it. */
  boolean isNew(long collectionId) {
    return fresh && collectionId >= before.nextCollectionId();
  }

  /** Whether the collection may have been created in this batch. */
  boolean mayBeNew(long collectionId) {
    return !fresh || collectionId >= before.nextCollectionId();
  }

  /** Whether the record is known not to be in the store. */
  boolean isFresh() {
    return fresh;
  }

  void checkId(long collectionId) {
    if (collectionId >= after.nextCollectionId()) {
      throw new IllegalArgumentException(
          "collection id: %d in %s (expected: less than the status's next id, %d)"
              .formatted(collectionId, address, after.nextCollectionId()));
    }
  }

  void expects(long expireAt) {
    nextDue = Math.min(nextDue, expireAt);
  }

  SlotPrefix prefix() {
    return prefix;
  }

  public SlotAddress address() {
    return address;
  }

  /** The slot's counters after the batch. */
  public SlotStatus after() {
    return after;
  }

  /** The earliest expiry that the batch set. */
  public long nextDue() {
    return nextDue;
  }
}
