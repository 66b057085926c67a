package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.domain.value.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a batch finds it in the store and leaves it.
 *
 * <p>After a crash records may come again: those up to the position that is stored with the slot
 * are passed over, so that each is applied once. And what the store can hold follows from the
 * status that is stored with the slot: no collection with an id that had not been given away, and
 * nothing at all of another incarnation. So a batch need not delete what it created itself.
 */
public final class SlotChange {
  private SlotAddress address;
  private SlotPrefix prefix;
  private SlotStatus before;
  private SlotStatus after;
  private Overwritten overwritten;
  private long nextDue = Expiry.NEVER;

  SlotChange(SlotAddress address, @Nullable StoredSlot stored) {
    this.address = address;
    this.prefix = SlotPrefix.of(address);
    this.after = stored == null ? SlotStatus.EMPTY : stored.status();
    if (stored != null && stored.address().equals(address)) {
      this.before = stored.status();
      this.overwritten = stored.overwritten();
    } else {
      this.before = SlotStatus.EMPTY;
      this.overwritten = Overwritten.NONE;
    }
  }

  /** Goes on to a record with this status; false if it has been applied already. */
  boolean enter(SlotStatus status) {
    if (status.position().compareTo(after.position()) <= 0) {
      return false;
    }
    after = status;
    return true;
  }

  /** From here on the slot has another incarnation, of which the store holds nothing. */
  void clear(long newIncarnation) {
    address = new SlotAddress(address.table(), address.slot(), newIncarnation);
    prefix = SlotPrefix.of(address);
    before = SlotStatus.EMPTY;
    overwritten = Overwritten.NONE;
    nextDue = Expiry.NEVER;
  }

  /** Whether the store holds keys of this incarnation. */
  boolean hasStoredKeys() {
    return before.keys() > 0;
  }

  /** Whether the collection was created in this batch, so that the store has nothing of it. */
  boolean isNew(long collectionId) {
    return collectionId >= before.nextCollectionId();
  }

  void checkId(long collectionId) {
    if (collectionId >= after.nextCollectionId()) {
      throw new IllegalArgumentException(
          "collection id: %d in %s (expected: less than the status's next id, %d)"
              .formatted(collectionId, address, after.nextCollectionId()));
    }
  }

  /** A key was overwritten unseen, and was there. */
  void overwrote(boolean expiring) {
    overwritten = overwritten.withOneMore(expiring);
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

  /** The slot after the batch. */
  public StoredSlot after() {
    return new StoredSlot(address, after, overwritten);
  }

  /** The earliest expiry that the batch set. */
  public long nextDue() {
    return nextDue;
  }
}
