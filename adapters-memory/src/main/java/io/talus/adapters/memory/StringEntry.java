package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/** A string in one piece. */
final class StringEntry extends ResidentEntry implements StringValue {
  private byte[] value;
  private long expireAt;

  StringEntry(PutString put) {
    super(put.key());
    value = put.value().array();
    expireAt = put.expireAt();
  }

  void put(PutString put) {
    value = put.value().array();
    expireAt = put.expireAt();
  }

  @Override
  public @Nullable CollectionHeader header() {
    return null;
  }

  @Override
  public long expireAt() {
    return expireAt;
  }

  @Override
  public long length() {
    return value.length;
  }

  @Override
  public Bytes bytes() {
    return Bytes.wrap(value);
  }

  @Override
  public Bytes range(long from, long to) {
    return bytes().slice((int) from, (int) to);
  }

  @Override
  long sizeBytes() {
    return HeapSize.STRING_ENTRY
        + HeapSize.bytes(keyArray().length)
        + HeapSize.bytes(value.length)
        + (expireAt == Expiry.NEVER ? 0 : HeapSize.TIMER);
  }
}
