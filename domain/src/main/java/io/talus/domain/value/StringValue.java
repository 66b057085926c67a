package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** A string: at most {@link #INLINE_BYTES_MAX} bytes whole, a longer one in sparse chunks. */
public non-sealed interface StringValue extends Value {
  /** The longest string that is kept in one piece; longer ones have a header and are patched. */
  int INLINE_BYTES_MAX = 16 * 1024;

  /** The header of a string in chunks; null for a string in one piece. */
  @Nullable CollectionHeader header();

  long length();

  /** The whole string. */
  Bytes bytes();

  /** The bytes {@code from} (inclusive) to {@code to} (exclusive), both within the string. */
  Bytes range(long from, long to);

  @Override
  default ValueType type() {
    return ValueType.STRING;
  }
}
