package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HashNode;
import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;

/** A field of a hash; one with an expiry is an {@link ExpiringField}. */
class FieldNode extends HashNode {
  private byte[] value;

  FieldNode(FieldChange change) {
    super(change.name());
    value = change.value().array();
  }

  static FieldNode create(FieldChange change) {
    return change.expireAt() == Expiry.NEVER ? new FieldNode(change) : new ExpiringField(change);
  }

  /** Takes the change if this kind of node can: only some fields pay for an expiry. */
  boolean accept(FieldChange change) {
    if (change.expireAt() != Expiry.NEVER) {
      return false;
    }
    value = change.value().array();
    return true;
  }

  long expireAt() {
    return Expiry.NEVER;
  }

  final void value(Bytes newValue) {
    value = newValue.array();
  }

  final HashField field() {
    return new HashField(key(), Bytes.wrap(value), expireAt());
  }

  long sizeBytes() {
    return HeapSize.FIELD + arrayBytes();
  }

  final long arrayBytes() {
    return HeapSize.bytes(keyArray().length) + HeapSize.bytes(value.length);
  }
}
