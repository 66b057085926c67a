package io.talus.domain.value;

/** A list, set, sorted set or hash; never empty. */
public sealed interface CollectionValue extends Value
    permits HashValue, ListValue, SetValue, SortedSetValue {
  CollectionHeader header();

  default long size() {
    return header().size();
  }

  @Override
  default ValueType type() {
    return header().type();
  }

  @Override
  default long expireAt() {
    return header().expireAt();
  }
}
