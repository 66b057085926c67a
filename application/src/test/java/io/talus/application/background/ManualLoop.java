package io.talus.application.background;

import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * An event loop without a thread, whose time passes when a test says so. What a task throws is
 * counted, and ends nothing but the task.
 */
public final class ManualLoop implements EventLoop {
  private record Scheduled(long dueMillis, long sequence, Runnable task) {}

  private final Queue<Runnable> posted = new ArrayDeque<>();
  private final PriorityQueue<Scheduled> timers =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::dueMillis).thenComparingLong(Scheduled::sequence));
  private long nowMillis;
  private long sequence;
  private int failures;

  @Override
  public void post(Runnable task) {
    posted.add(task);
  }

  @Override
  public Timer schedule(long delayMillis, Runnable task) {
    Scheduled scheduled = new Scheduled(nowMillis + delayMillis, ++sequence, task);
    timers.add(scheduled);
    return () -> timers.remove(scheduled);
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public long nanoTime() {
    return TimeUnit.MILLISECONDS.toNanos(nowMillis);
  }

  /** How many tasks have thrown something. */
  public int failures() {
    return failures;
  }

  /** Runs what has been posted, also by what runs. */
  public void run() {
    for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
      run(task);
    }
  }

  /** Lets time pass: timers run when they are due, and what was posted before them. */
  public void pass(long millis) {
    long end = nowMillis + millis;
    run();
    for (Scheduled next = timers.peek();
        next != null && next.dueMillis() <= end;
        next = timers.peek()) {
      timers.remove(next);
      nowMillis = next.dueMillis();
      run(next.task());
      run();
    }
    nowMillis = end;
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failed) {
      failures++;
    }
  }
}
