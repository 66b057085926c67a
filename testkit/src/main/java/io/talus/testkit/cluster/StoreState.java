package io.talus.testkit.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a slot's store holds: the value of each key, with the index of the unit that set it. */
final class StoreState {
  /**
   * A value that a read gives.
   *
   * @param index of the unit that set it; 0 for a key that was never set
   */
  record Value(long value, long index) {
    static final Value NONE = new Value(0, 0);
  }

  private final Map<Integer, Value> values;
  private long applied;

  StoreState() {
    this(new HashMap<>(), 0);
  }

  private StoreState(Map<Integer, Value> values, long applied) {
    this.values = values;
    this.applied = applied;
  }

  long applied() {
    return applied;
  }

  Value get(int key) {
    return values.getOrDefault(key, Value.NONE);
  }

  void apply(long index, Optional<Put> put) {
    if (index != applied + 1) {
      throw new AssertionError("applies " + index + " behind " + applied);
    }
    applied = index;
    put.ifPresent(p -> values.put(p.key(), new Value(p.value(), index)));
  }

  StoreState copy() {
    return new StoreState(new HashMap<>(values), applied);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreState that
        && applied == that.applied
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "up to " + applied + ": " + values;
  }
}
