package io.talus.application.port;

/**
 * The thread that owns a shard, with its clock. A task or timer that throws is logged, and ends
 * nothing but itself: what must not end so catches what it may throw (see {@code docs/THREADS.md}).
 */
public interface EventLoop {
  /**
   * Runs the task on the loop, after what it is doing. Any thread; tasks of one thread stay in
   * order. Once the loop has ended the task is dropped: threads may still bring it results.
   */
  void post(Runnable task);

  /** Runs the task on the loop when the time has passed; the handle's close cancels it. */
  Timer schedule(long delayMillis, Runnable task);

  /** Wall clock, milliseconds since 1970. */
  long nowMillis();

  /** Monotonic clock, for durations. */
  long nanoTime();

  /** A task that has been scheduled. */
  interface Timer {
    void cancel();
  }
}
