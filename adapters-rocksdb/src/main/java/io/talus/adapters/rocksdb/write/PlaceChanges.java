package io.talus.adapters.rocksdb.write;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where members of one sorted set came and went in a batch. Most sets are small, and never ask. */
final class PlaceChanges {
  private final boolean isNew;
  private final List<Bytes> added = new ArrayList<>(2);
  private final List<Bytes> removed = new ArrayList<>(0);
  private long sizeAfter;

  /**
   * Begins without a change.
   *
   * @param isNew whether the store has nothing of the set
   */
  PlaceChanges(boolean isNew) {
    this.isNew = isNew;
  }

  boolean isNew() {
    return isNew;
  }

  void add(Bytes place) {
    added.add(place);
  }

  void remove(Bytes place) {
    removed.add(place);
  }

  void sizeAfter(long size) {
    sizeAfter = size;
  }

  /** How many members the set has after the batch. */
  long sizeAfter() {
    return sizeAfter;
  }

  /** How many members the store has of the set. */
  long sizeBefore() {
    return sizeAfter - added.size() + removed.size();
  }

  /** For each place by how many members more (1) or less (-1) it has; in their order. */
  NavigableMap<Bytes, Integer> net() {
    NavigableMap<Bytes, Integer> net = new TreeMap<>();
    added.forEach(place -> net.merge(place, 1, PlaceChanges::sum));
    removed.forEach(place -> net.merge(place, -1, PlaceChanges::sum));
    return net;
  }

  private static @Nullable Integer sum(Integer left, Integer right) {
    int sum = left + right;
    return sum == 0 ? null : Integer.valueOf(sum);
  }
}
