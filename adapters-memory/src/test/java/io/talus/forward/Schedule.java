package io.talus.forward;

import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The threads and the time of all nodes, in one thread: what runs next is drawn; time passes when
 * nothing else is left, or sometimes before.
 */
final class Schedule {
  private static final int STEPS_MAX = 2_000_000;
  private static final int TIME_PASSES = 50;

  private record Timer(long dueNanos, long sequence, Loop loop, Runnable task) {}

  private final RandomGenerator random;
  private final List<Loop> loops = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::sequence));
  private long nowNanos = TimeUnit.SECONDS.toNanos(1);
  private long sequence;

  Schedule(RandomGenerator random) {
    this.random = random;
  }

  Loop loop() {
    Loop loop = new Loop();
    loops.add(loop);
    return loop;
  }

  /** Does one thing of somebody; whether there was anything to do. */
  boolean step() {
    List<Loop> busy = loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
    if (busy.isEmpty() || random.nextInt(TIME_PASSES) == 0) {
      return passTime() || !busy.isEmpty();
    }
    busy.get(random.nextInt(busy.size())).tasks.remove().run();
    return true;
  }

  private boolean passTime() {
    Timer next = timers.poll();
    if (next == null) {
      return false;
    }
    nowNanos = Math.max(nowNanos, next.dueNanos);
    next.loop.tasks.add(next.task);
    return true;
  }

  /** Goes on until it is so. */
  void until(String what, BooleanSupplier condition) {
    for (int steps = 0; !condition.getAsBoolean(); steps++) {
      if (steps > STEPS_MAX || !step()) {
        throw new AssertionError("never: " + what);
      }
    }
  }

  /** Does so many things. */
  void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  /** A node's thread. */
  final class Loop implements EventLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void post(Runnable task) {
      tasks.add(task);
    }

    @Override
    public EventLoop.Timer schedule(long delayMillis, Runnable task) {
      boolean[] cancelled = new boolean[1];
      timers.add(
          new Schedule.Timer(
              nowNanos + TimeUnit.MILLISECONDS.toNanos(delayMillis),
              ++sequence,
              this,
              () -> {
                if (!cancelled[0]) {
                  task.run();
                }
              }));
      return () -> cancelled[0] = true;
    }

    @Override
    public long nowMillis() {
      return TimeUnit.NANOSECONDS.toMillis(nowNanos);
    }

    @Override
    public long nanoTime() {
      return nowNanos;
    }
  }
}
