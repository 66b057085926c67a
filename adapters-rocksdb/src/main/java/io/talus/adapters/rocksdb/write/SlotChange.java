package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.Expiry;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a batch finds it in the store and leaves it.
 *
 * <p>After a crash records may come again: those up to the position that is stored with the slot
 * are passed over, so that each is applied once. And what the store can hold follows from the
 * status that is stored with the slot: no collection with an id that had not been given away, and
 * nothing at all of another incarnation. So a batch need not delete what it created itself.
 *
 * <p>A slot that is taken in from elsewhere has its status from the beginning: there the store
 * holds nothing but what the portions before have brought, of which one collection may go on.
 */
public final class SlotChange {
  private SlotAddress address;
  private long edition;
  private SlotPrefix prefix;
  private SlotStatus before;
  private SlotStatus after;
  private Overwritten overwritten;
  private long nextDue = Expiry.NEVER;

  /** Of a slot that is taken in, the collection with which the last portion ended; 0 for none. */
  private long continued;

  private final boolean isInstalled;

  /**
   * @param nextEdition the edition for an incarnation of which the store has nothing
   */
  SlotChange(
      SlotAddress address, @Nullable StoredSlot stored, ToLongFunction<SlotAddress> nextEdition) {
    this.address = address;
    this.isInstalled = false;
    this.after = stored == null ? SlotStatus.EMPTY : stored.state().status();
    if (stored != null && stored.address().equals(address)) {
      this.edition = stored.edition();
      this.before = stored.state().status();
      this.overwritten = stored.state().overwritten();
    } else {
      this.edition = nextEdition.applyAsLong(address);
      this.before = SlotStatus.EMPTY;
      this.overwritten = Overwritten.NONE;
    }
    this.prefix = SlotPrefix.of(StoredSlot.inKeys(address, edition));
  }

  private SlotChange(StoredSlot installed) {
    this.address = installed.address();
    this.isInstalled = true;
    this.edition = installed.edition();
    this.before = SlotStatus.EMPTY;
    this.after = installed.state().status();
    this.overwritten = installed.state().overwritten();
    this.prefix = SlotPrefix.of(installed.inKeys());
  }

  /** A slot that is taken in, and will be this. */
  static SlotChange installed(StoredSlot slot) {
    return new SlotChange(slot);
  }

  /** The store has this portion, too. */
  void endPortion(List<? extends Mutation> portion) {
    for (Mutation mutation : portion) {
      if (mutation instanceof BuildPart(OfCollection part)) {
        continued = part.header().id();
      } else if (mutation instanceof OfCollection part) {
        continued = part.header().id();
      } else {
        continued = 0;
      }
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

  /**
   * From here on the slot has another incarnation, of which the store holds nothing.
   *
   * @param nextEdition the edition for it; one batch may clear a slot twice
   */
  void clear(long newIncarnation, ToLongFunction<SlotAddress> nextEdition) {
    address = new SlotAddress(address.table(), address.slot(), newIncarnation);
    edition = Math.max(edition + 1, nextEdition.applyAsLong(address));
    prefix = SlotPrefix.of(StoredSlot.inKeys(address, edition));
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
    return isInstalled ? collectionId != continued : collectionId >= before.nextCollectionId();
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
    return new StoredSlot(new SlotState(address, after, overwritten), edition);
  }

  /** The earliest expiry that the batch set. */
  public long nextDue() {
    return nextDue;
  }
}
