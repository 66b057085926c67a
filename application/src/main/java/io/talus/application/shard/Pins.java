package io.talus.application.shard;

import java.util.TreeMap;

/**
 * The blocks after which somebody may still know the store: what happened after the oldest of them
 * must not be forgotten. Belongs to the shard's thread.
 */
final class Pins {
  private final TreeMap<Long, Integer> counts = new TreeMap<>();

  void add(long block) {
    counts.merge(block, 1, Integer::sum);
  }

  void remove(long block) {
    counts.computeIfPresent(block, (b, count) -> count == 1 ? null : count - 1);
  }

  /** The oldest pinned block, or {@code block} if that is older. */
  long oldest(long block) {
    return counts.isEmpty() ? block : Math.min(block, counts.firstKey());
  }
}
