package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A string in one piece. Its length is noted in the entry: whoever replaces the value would else
 * have to fetch the old array from memory, only to learn how long it was.
 */
final class StringEntry extends ResidentEntry implements StringValue {
  private byte[] value;
  private long expireAt;

  StringEntry(OfString put) {
    super(put.key());
    value = put.value().array();
    note(value.length);
    expireAt = put.expireAt();
  }

  void put(OfString put) {
    value = put.value().array();
    note(value.length);
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
    return note();
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
        + HeapSize.bytes(note())
        + (expireAt == Expiry.NEVER ? 0 : HeapSize.TIMER);
  }
}
