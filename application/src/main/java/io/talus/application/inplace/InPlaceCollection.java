package io.talus.application.inplace;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoredCollection;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;

/** What all collections in place have in common: the header, and the way to the store. */
public abstract class InPlaceCollection implements InPlace {
  /** The object, its header and where it is stored. */
  private static final int FIXED_BYTES = 240;

  private final StoredCollection stored;
  private final ElementReads reads;
  private CollectionHeader header;
  private long lastIndex;

  InPlaceCollection(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    this.stored = stored;
    this.header = header;
    this.reads = reads;
  }

  /** The collection with this header, which the store has as it is now. */
  public static InPlace of(SlotAddress address, CollectionHeader header, ElementReads reads) {
    StoredCollection stored = new StoredCollection(address, header.type(), header.id());
    return switch (header.type()) {
      case STRING -> new InPlaceString(stored, header, reads);
      case LIST -> new InPlaceList(stored, header, reads);
      case SET -> new InPlaceSet(stored, header, reads);
      case SORTED_SET -> new InPlaceSortedSet(stored, header, reads);
      case HASH -> new InPlaceHash(stored, header, reads);
    };
  }

  @Override
  public final Value value() {
    return (Value) this;
  }

  @Override
  public final StoredCollection stored() {
    return stored;
  }

  @Override
  public final CollectionHeader header() {
    return header;
  }

  /** See {@link Value#type}. */
  public ValueType type() {
    return header.type();
  }

  /** See {@link Value#expireAt}. */
  public final long expireAt() {
    return header.expireAt();
  }

  @Override
  public final void change(OfCollection change, long index) {
    header = change.header();
    lastIndex = index;
    take(change, index);
  }

  @Override
  public final long lastIndex() {
    return lastIndex;
  }

  @Override
  public final long sizeBytes() {
    return FIXED_BYTES + changeBytes();
  }

  /** Notes what the change does to elements; the header is noted already. */
  abstract void take(OfCollection change, long index);

  abstract long changeBytes();

  final ElementReads reads() {
    return reads;
  }

  final Elements read(ElementQuery query) {
    return reads.read(this, query);
  }

  static IllegalStateException unexpected(Object what) {
    return new IllegalStateException("not of this kind of collection: " + what);
  }
}
