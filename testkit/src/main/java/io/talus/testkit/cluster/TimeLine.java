package io.talus.testkit.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen when. */
final class TimeLine {
  private record Task(long time, long number, Runnable action) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::number));
  private long now;
  private long number;

  long now() {
    return now;
  }

  void in(long millis, Runnable action) {
    number++;
    tasks.add(new Task(now + millis, number, action));
  }

  void runUntil(long time) {
    while (!tasks.isEmpty() && tasks.peek().time() <= time) {
      Task next = tasks.remove();
      now = next.time();
      next.action().run();
    }
    now = time;
  }
}
