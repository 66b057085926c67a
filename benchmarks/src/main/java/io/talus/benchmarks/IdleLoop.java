package io.talus.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does nothing but wait for a millisecond again and again, and notes by how much each
 * wait was too long.
 *
 * <p>That is what the machine itself adds to latencies: other processes, the scheduler, the
 * hypervisor.
 */
final class IdleLoop {
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final DurationHistogram overshoot = new DurationHistogram();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("idle-loop").unstarted(this::loop);

  private IdleLoop() {}

  static IdleLoop start() {
    IdleLoop loop = new IdleLoop();
    loop.thread.start();
    return loop;
  }

  /** Ends the loop; by how much its waits were too long. */
  DurationHistogram end() throws InterruptedException {
    end.countDown();
    thread.join();
    return overshoot;
  }

  private void loop() {
    try {
      long start = System.nanoTime();
      while (!end.await(WAIT_NANOS, TimeUnit.NANOSECONDS)) {
        long now = System.nanoTime();
        overshoot.record(now - start - WAIT_NANOS, 1);
        start = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
