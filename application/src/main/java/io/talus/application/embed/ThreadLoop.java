package io.talus.application.embed;

import io.talus.application.port.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop on a thread of its own, for programs that have none. */
public final class ThreadLoop implements EventLoop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);
  private static final long CLOSE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor thread;
  private final LongSupplier clockMillis;

  /**
   * Starts the thread.
   *
   * @param clockMillis the wall clock, milliseconds since 1970; timers run by the machine's own
   *     time
   */
  public ThreadLoop(String name, LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              return created;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** As {@link #ThreadLoop(String, LongSupplier)} with the machine's clock. */
  public ThreadLoop(String name) {
    this(name, System::currentTimeMillis);
  }

  @Override
  public void post(Runnable task) {
    thread.execute(() -> run(task));
  }

  @Override
  public Timer schedule(long delayMillis, Runnable task) {
    Future<?> scheduled = thread.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }

  /** The executor would keep a failure to itself. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failed) {
      LOG.error("a task of the loop has failed", failed);
    }
  }

  @Override
  public long nowMillis() {
    return clockMillis.getAsLong();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Ends the thread after the task it runs; what is scheduled, or posted from now on, does not run
   * any more.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
