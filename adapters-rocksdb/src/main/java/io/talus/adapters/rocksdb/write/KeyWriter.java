package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.HeaderLayout;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;

/** Writes headers, the expiry index of keys, and which collections are alive. */
final class KeyWriter {
  private final WriteSets sets;
  private final WriteSet headers;
  private final WriteSet expiry;
  private final WriteSet liveness;
  private final WriteSet marks;
  private final LayoutSink key = new LayoutSink(256);
  private final LayoutSink value = new LayoutSink(1024);

  KeyWriter(WriteSets sets) {
    this.sets = sets;
    this.headers = sets.of(Family.HEADERS);
    this.expiry = sets.of(Family.EXPIRY);
    this.liveness = sets.of(Family.LIVENESS);
    this.marks = sets.of(Family.SYSTEM);
  }

  void putString(SlotChange slot, PutString put) {
    HeaderLayout.key(key.clear(), slot.prefix(), put.key());
    HeaderLayout.string(value.clear(), put.value(), put.expireAt());
    headers.put(key, value);
    changeExpiry(slot, put.key(), put.previousExpireAt(), put.expireAt());
  }

  /** Every mutation of a collection leaves its header, and the first ones its liveness. */
  void putHeader(SlotChange slot, OfCollection mutation) {
    CollectionHeader header = mutation.header();
    putHeader(slot, mutation.key(), header);
    if (slot.isNew(header.id())) {
      slot.checkId(header.id());
      putLiveness(slot, mutation.key(), header.id());
      addExpiry(slot, mutation.key(), header.expireAt());
    }
  }

  /**
   * A part of a collection that no key holds. With the first one it begins to live, and a mark says
   * that it is not finished.
   */
  void begin(SlotChange slot, OfCollection part) {
    CollectionHeader header = part.header();
    if (slot.isNew(header.id())) {
      slot.checkId(header.id());
      putLiveness(slot, part.key(), header.id());
      mark(slot, header.id());
      value.clear().int8(header.type().code());
      marks.insert(key, value);
    }
  }

  void publish(SlotChange slot, PublishBuilt publish) {
    CollectionHeader header = publish.header();
    putHeader(slot, publish.key(), header);
    addExpiry(slot, publish.key(), header.expireAt());
    mark(slot, header.id());
    marks.delete(key);
  }

  void abandon(SlotChange slot, long id) {
    mark(slot, id);
    marks.delete(key);
    die(slot, id);
  }

  private void mark(SlotChange slot, long id) {
    SystemLayout.unpublishedKeys(key.clear());
    slot.prefix().appendTo(key).int64(id);
  }

  private void die(SlotChange slot, long id) {
    ElementLayout.collection(key.clear(), slot.prefix(), id);
    liveness.delete(key);
    sets.died(key.toBytes());
  }

  void setExpiry(SlotChange slot, SetExpiry set) {
    putHeader(slot, set);
    changeExpiry(slot, set.key(), set.previousExpireAt(), set.header().expireAt());
  }

  void move(SlotChange slot, MoveKey move) {
    CollectionHeader header = move.header();
    HeaderLayout.key(key.clear(), slot.prefix(), move.key());
    headers.delete(key);
    putHeader(slot, move.to(), header);
    putLiveness(slot, move.to(), header.id());
    dropExpiry(slot, move.key(), header.expireAt());
    addExpiry(slot, move.to(), header.expireAt());
  }

  void drop(SlotChange slot, DropKey drop) {
    HeaderLayout.key(key.clear(), slot.prefix(), drop.key());
    headers.delete(key);
    dropExpiry(slot, drop.key(), drop.previousExpireAt());
    if (drop.collectionId() != 0) {
      die(slot, drop.collectionId());
    }
  }

  private void putHeader(SlotChange slot, Bytes userKey, CollectionHeader header) {
    HeaderLayout.key(key.clear(), slot.prefix(), userKey);
    HeaderLayout.collection(value.clear(), header);
    headers.put(key, value);
  }

  private void putLiveness(SlotChange slot, Bytes userKey, long id) {
    ElementLayout.collection(key.clear(), slot.prefix(), id);
    ElementLayout.holder(value.clear(), userKey);
    if (slot.isNew(id)) {
      liveness.insert(key, value);
    } else {
      liveness.put(key, value);
    }
  }

  private void changeExpiry(SlotChange slot, Bytes userKey, long previous, long next) {
    if (previous != next) {
      dropExpiry(slot, userKey, previous);
      addExpiry(slot, userKey, next);
    }
  }

  /**
   * Idempotent: the entry may have been added by an earlier mutation of the batch. Or be in the
   * store, of a key that was overwritten unseen ({@link Overwrites} finds it).
   */
  private void addExpiry(SlotChange slot, Bytes userKey, long expireAt) {
    if (expireAt != Expiry.NEVER) {
      ExpiryLayout.key(key.clear(), slot.prefix(), expireAt, userKey);
      ExpiryLayout.present(value.clear());
      expiry.insert(key, value);
      slot.expects(expireAt);
    }
  }

  private void dropExpiry(SlotChange slot, Bytes userKey, long expireAt) {
    if (expireAt != Expiry.NEVER) {
      ExpiryLayout.key(key.clear(), slot.prefix(), expireAt, userKey);
      expiry.delete(key);
    }
  }
}
