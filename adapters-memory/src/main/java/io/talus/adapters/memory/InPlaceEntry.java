package io.talus.adapters.memory;

import io.talus.application.port.InPlace;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.Value;

/** A large collection that stays in the store. */
final class InPlaceEntry extends CollectionEntry {
  private final InPlace collection;

  InPlaceEntry(Bytes key, InPlace collection) {
    super(key, collection.header());
    this.collection = collection;
  }

  InPlace collection() {
    return collection;
  }

  @Override
  Value value() {
    return collection.value();
  }

  @Override
  void changeElements(OfCollection change, long index) {
    collection.change(change, index);
  }

  @Override
  long contentBytes() {
    return collection.sizeBytes();
  }
}
