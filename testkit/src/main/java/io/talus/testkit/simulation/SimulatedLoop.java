package io.talus.testkit.simulation;

import io.talus.application.port.EventLoop;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * An event loop without a thread: a task runs when the test lets it. Posted tasks stay in order;
 * which comes first of a posted task and a timer that is due is up to the test.
 */
public final class SimulatedLoop implements EventLoop {
  private static final long NANOS_A_MILLI = 1_000_000;

  /** A timer; those that are due at the same time run in the order in which they were set. */
  private record Scheduled(long dueMillis, long sequence, Runnable task) {}

  private final SimulatedClock clock;
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Scheduled> timers =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::dueMillis).thenComparingLong(Scheduled::sequence));
  private long lastSequence;

  public SimulatedLoop(SimulatedClock clock) {
    this.clock = clock;
  }

  @Override
  public void post(Runnable task) {
    posted.add(task);
  }

  @Override
  public Timer schedule(long delayMillis, Runnable task) {
    Scheduled scheduled = new Scheduled(clock.nowMillis() + delayMillis, ++lastSequence, task);
    timers.add(scheduled);
    return () -> timers.remove(scheduled);
  }

  @Override
  public long nowMillis() {
    return clock.nowMillis();
  }

  @Override
  public long nanoTime() {
    return clock.nowMillis() * NANOS_A_MILLI;
  }

  /** Runs the oldest posted task; false if there is none. */
  public boolean runPosted() {
    @Nullable Runnable task = posted.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /** Runs the earliest timer if it is due; false if none is. */
  public boolean runTimer() {
    Scheduled next = timers.peek();
    if (next == null || next.dueMillis() > clock.nowMillis()) {
      return false;
    }
    timers.remove(next);
    next.task().run();
    return true;
  }

  /** Whether there is anything to run now. */
  public boolean isBusy() {
    Scheduled next = timers.peek();
    return !posted.isEmpty() || (next != null && next.dueMillis() <= clock.nowMillis());
  }
}
