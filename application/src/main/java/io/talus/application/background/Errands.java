package io.talus.application.background;

import io.talus.application.port.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends work from a loop to another thread, and brings back to the loop how it ended: always one of
 * two, a result or a failure. So a failure is the business of who sent the work, and never of the
 * thread, whose uncaught exceptions end the process. An {@link Error} is not brought back: that is
 * what they are for.
 */
public final class Errands {
  private final Executor thread;
  private final EventLoop loop;

  public Errands(Executor thread, EventLoop loop) {
    this.thread = thread;
    this.loop = loop;
  }

  /**
   * Does the work, soon. On the loop.
   *
   * @param work on the other thread; it must not touch what belongs to the loop
   * @param done on the loop, with the result
   * @param failed on the loop, if there is none
   */
  public <T> void send(
      Supplier<? extends T> work,
      Consumer<? super T> done,
      Consumer<? super RuntimeException> failed) {
    try {
      thread.execute(() -> loop.post(end(work, done, failed)));
    } catch (RejectedExecutionException refused) {
      loop.post(() -> failed.accept(refused));
    }
  }

  private static <T> Runnable end(
      Supplier<? extends T> work,
      Consumer<? super T> done,
      Consumer<? super RuntimeException> failed) {
    try {
      T result = work.get();
      return () -> done.accept(result);
    } catch (RuntimeException failure) {
      return () -> failed.accept(failure);
    }
  }
}
