package io.talus.application.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Who waits for the store to have applied a block. Belongs to the shard's thread. */
final class DrainWaits {
  private final TreeMap<Long, List<Runnable>> byBlock = new TreeMap<>();
  private final Runnable hurry;

  /**
   * Begins without anybody waiting.
   *
   * @param hurry asks the background writer not to wait for more
   */
  DrainWaits(Runnable hurry) {
    this.hurry = hurry;
  }

  void await(long block, Runnable then) {
    byBlock.computeIfAbsent(block, b -> new ArrayList<>()).add(then);
    hurry.run();
  }

  void applied(long block) {
    List<Runnable> tasks = new ArrayList<>();
    while (!byBlock.isEmpty() && byBlock.firstKey() <= block) {
      tasks.addAll(byBlock.pollFirstEntry().getValue());
    }
    Tasks.runAll(tasks);
  }

  /**
   * All go on although the store has not come so far: what they wait for will perhaps not happen,
   * and who still needs it waits again.
   */
  void wakeAll() {
    applied(Long.MAX_VALUE);
  }
}
