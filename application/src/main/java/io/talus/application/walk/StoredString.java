package io.talus.application.walk;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/** A string in one piece, as it was read from the store. */
record StoredString(Bytes bytes, long expireAt) implements StringValue {
  @Override
  public @Nullable CollectionHeader header() {
    return null;
  }

  @Override
  public long length() {
    return bytes.length();
  }

  @Override
  public Bytes range(long from, long to) {
    return bytes.slice((int) from, (int) to);
  }
}
