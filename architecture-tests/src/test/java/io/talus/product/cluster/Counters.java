package io.talus.product.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters that clients raise by one: each is between what is certain and what is possible. */
final class Counters {
  private record Tally(LongAdder done, LongAdder unknown) {}

  private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

  void raised(String key) {
    tally(key).done().increment();
  }

  void perhapsRaised(String key) {
    tally(key).unknown().increment();
  }

  private Tally tally(String key) {
    return tallies.computeIfAbsent(key, any -> new Tally(new LongAdder(), new LongAdder()));
  }

  /** Checks what was read when nobody raised anything any more. */
  void check(String key, long value) {
    long done = tally(key).done().sum();
    long possible = done + tally(key).unknown().sum();
    if (value < done || value > possible) {
      throw new AssertionError(
          "%s is %d (expected: %d to %d)".formatted(key, value, done, possible));
    }
  }
}
