package io.talus.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The threads of a pool without any: tasks wait until the test lets one of them run. */
public final class SimulatedThreads implements Executor {
  private final RandomGenerator random;
  private final int count;
  private final List<Runnable> tasks = new ArrayList<>();

  /**
   * Begins idle.
   *
   * @param count how many tasks may be under way: one of the oldest so many is drawn to end next
   */
  public SimulatedThreads(RandomGenerator random, int count) {
    this.random = random;
    this.count = count;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  public boolean isBusy() {
    return !tasks.isEmpty();
  }

  /** Runs a task; false if there is none. */
  public boolean runOne() {
    if (tasks.isEmpty()) {
      return false;
    }
    tasks.remove(random.nextInt(Math.min(count, tasks.size()))).run();
    return true;
  }
}
