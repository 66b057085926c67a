package io.talus.application.cold;

import io.talus.application.slot.ShardSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Who waits for the store to have applied a slot's log up to an index. Belongs to the shard's
 * thread. There are no more of them than clients.
 */
public final class DrainWaits {
  private final Map<ShardSlot, TreeMap<Long, List<Runnable>>> bySlot = new HashMap<>();
  private final List<Other> others = new ArrayList<>();
  private final Runnable hurry;

  /** Who waits for something else. */
  private record Other(BooleanSupplier done, Runnable then) {}

  /**
   * Begins without anybody waiting.
   *
   * @param hurry asks the background writer not to wait for more
   */
  public DrainWaits(Runnable hurry) {
    this.hurry = hurry;
  }

  public void await(ShardSlot slot, long index, Runnable then) {
    bySlot
        .computeIfAbsent(slot, s -> new TreeMap<>())
        .computeIfAbsent(index, i -> new ArrayList<>())
        .add(then);
    hurry.run();
  }

  /** Waits for something else that comes true when the store has come further. */
  public void await(BooleanSupplier done, Runnable then) {
    others.add(new Other(done, then));
    hurry.run();
  }

  /** A batch has been applied, and its slots have been told of. */
  public void applied() {
    List<Runnable> tasks = new ArrayList<>();
    others.removeIf(
        other -> {
          boolean done = other.done.getAsBoolean();
          if (done) {
            tasks.add(other.then);
          }
          return done;
        });
    Tasks.runAll(tasks);
  }

  /** The store has come further with the slot. */
  public void applied(ShardSlot slot) {
    TreeMap<Long, List<Runnable>> waits = bySlot.get(slot);
    if (waits == null) {
      return;
    }
    List<Runnable> tasks = new ArrayList<>();
    while (!waits.isEmpty() && waits.firstKey() <= slot.progress().applied()) {
      tasks.addAll(waits.pollFirstEntry().getValue());
    }
    if (waits.isEmpty()) {
      bySlot.remove(slot);
    }
    Tasks.runAll(tasks);
  }

  /** The slot is not what it was, and may never come so far: who still needs it waits again. */
  public void wake(ShardSlot slot) {
    TreeMap<Long, List<Runnable>> waits = bySlot.remove(slot);
    if (waits != null) {
      List<Runnable> tasks = new ArrayList<>();
      waits.values().forEach(tasks::addAll);
      Tasks.runAll(tasks);
    }
  }

  /**
   * All go on although the store has not come so far: what they wait for will perhaps not happen,
   * and who still needs it waits again.
   */
  public void wakeAll() {
    List<Runnable> tasks = new ArrayList<>();
    bySlot.values().forEach(waits -> waits.values().forEach(tasks::addAll));
    bySlot.clear();
    others.forEach(other -> tasks.add(other.then));
    others.clear();
    Tasks.runAll(tasks);
  }
}
