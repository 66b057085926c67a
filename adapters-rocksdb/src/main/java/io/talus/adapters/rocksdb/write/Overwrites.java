package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.HeaderLayout;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.value.Expiry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are overwritten although nobody has looked what they hold: finds it out, counts it, and
 * sees to it that it is dropped.
 *
 * <p>What the batch itself has put there is known at once. For what is in the store this waits
 * until all of the batch has been written, to read it in the order of the keys, which are close to
 * one another then. So what it drops comes late: an entry of the expiry index that the batch has
 * put meanwhile is a later one, and stays. (Ids of collections are never used again.)
 */
final class Overwrites {
  /** A key of which only the store knows what it held. */
  private record Unseen(SlotChange slot, SlotPrefix prefix, Bytes userKey, Bytes headerKey) {}

  private final WriteSets sets;
  private final WriteSet headers;
  private final WriteSet expiry;
  private final WriteSet liveness;
  private final StoreSource store;
  private final List<Unseen> unseen = new ArrayList<>();
  private final LayoutSink key = new LayoutSink(256);

  Overwrites(WriteSets sets, StoreSource store) {
    this.sets = sets;
    this.headers = sets.of(Family.HEADERS);
    this.expiry = sets.of(Family.EXPIRY);
    this.liveness = sets.of(Family.LIVENESS);
    this.store = store;
  }

  /**
   * The key is about to be put, whatever it holds.
   *
   * @return what has to be dropped before; null if nothing, or if that is not known yet
   */
  @Nullable DropKey overwrite(SlotChange slot, Bytes userKey) {
    HeaderLayout.key(key.clear(), slot.prefix(), userKey);
    if (!headers.names(key)) {
      unseen.add(new Unseen(slot, slot.prefix(), userKey, key.toBytes()));
      return null;
    }
    byte[] header = headers.value(key);
    if (header == null) {
      return null;
    }
    long expireAt = HeaderLayout.expireAt(header);
    slot.overwrote(expireAt != Expiry.NEVER);
    return new DropKey(
        userKey, HeaderLayout.type(header), id(header), expireAt, DropReason.OVERWRITTEN);
  }

  private static long id(byte[] header) {
    return HeaderLayout.isCollection(header) ? HeaderLayout.collection(header).id() : 0;
  }

  /** All of the batch has been written. */
  void finish(boolean urgent) {
    unseen.sort(Comparator.comparing(Unseen::headerKey));
    unseen.removeIf(of -> of.prefix != of.slot.prefix()); // the slot has been cleared
    List<Bytes> keys = unseen.stream().map(Unseen::headerKey).toList();
    store.readAll(Family.HEADERS, keys, urgent, (index, header) -> drop(unseen.get(index), header));
    unseen.clear();
  }

  void failed() {
    unseen.clear();
  }

  private void drop(Unseen of, byte[] header) {
    long expireAt = HeaderLayout.expireAt(header);
    of.slot.overwrote(expireAt != Expiry.NEVER);
    if (expireAt != Expiry.NEVER) {
      ExpiryLayout.key(key.clear(), of.prefix, expireAt, of.userKey);
      expiry.deleteStored(key);
    }
    if (HeaderLayout.isCollection(header)) {
      ElementLayout.collection(key.clear(), of.prefix, id(header));
      liveness.delete(key);
      sets.died(key.toBytes());
    }
  }
}
