package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.ExpiryHeap;
import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.value.Expiry;

/** A field of a hash that ends at a time. */
final class ExpiringField extends FieldNode implements ExpiryHeap.Timed {
  private long expireAt;
  private int timer;

  ExpiringField(FieldChange change) {
    super(change);
    expireAt = change.expireAt();
  }

  @Override
  boolean accept(FieldChange change) {
    if (change.expireAt() == Expiry.NEVER) {
      return false;
    }
    value(change.value());
    expireAt = change.expireAt();
    return true;
  }

  @Override
  long expireAt() {
    return expireAt;
  }

  @Override
  long sizeBytes() {
    return HeapSize.EXPIRING_FIELD + HeapSize.TIMER + arrayBytes();
  }

  @Override
  public int timer() {
    return timer;
  }

  @Override
  public void timer(int place) {
    timer = place;
  }
}
