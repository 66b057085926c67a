package io.talus.application.reads;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A string without expiry as it was read from the store, for a command that only reads: it does not
 * become resident.
 */
record PassingString(Bytes bytes) implements StringValue {
  @Override
  public @Nullable CollectionHeader header() {
    return null;
  }

  @Override
  public long expireAt() {
    return Expiry.NEVER;
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
