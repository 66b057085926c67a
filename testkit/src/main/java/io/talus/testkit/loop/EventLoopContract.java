package io.talus.testkit.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link EventLoop}: an adapter's test extends this class and says how its loops
 * are started.
 */
public abstract class EventLoopContract {
  private static final int TASKS = 200;
  private static final int POSTERS = 4;
  private static final long DELAY_MILLIS = 20;
  private static final long WAIT_SECONDS = 30;

  private EventLoop loop;
  private boolean isStopped;

  /** A running loop whose monotonic clock is the one that its timers go by. */
  protected abstract EventLoop start();

  /** Ends what {@link #start} has started. */
  protected abstract void stop();

  /** Waits until the loop has completed the future. */
  protected void await(CompletableFuture<?> future) {
    future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @BeforeEach
  void startLoop() {
    loop = start();
  }

  @AfterEach
  void stopLoop() {
    if (!isStopped) {
      isStopped = true;
      stop();
    }
  }

  @Test
  void tasksOfOneThreadStayInOrder() {
    List<Integer> order = new ArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();

    for (int i = 0; i < TASKS; i++) {
      int number = i;
      loop.post(() -> order.add(number));
    }
    loop.post(() -> done.complete(null));

    await(done);
    assertEquals(IntStream.range(0, TASKS).boxed().toList(), order);
  }

  @Test
  void tasksOfManyThreadsRunOneAfterTheOther() {
    AtomicBoolean busy = new AtomicBoolean();
    AtomicBoolean overlapped = new AtomicBoolean();
    int[] count = new int[1];
    CompletableFuture<?>[] posters =
        IntStream.range(0, POSTERS)
            .mapToObj(
                poster ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < TASKS; i++) {
                            loop.post(
                                () -> {
                                  overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
                                  count[0]++;
                                  busy.set(false);
                                });
                          }
                        }))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(posters).join();
    CompletableFuture<Integer> done = new CompletableFuture<>();

    loop.post(() -> done.complete(count[0]));

    await(done);
    assertEquals(POSTERS * TASKS, done.join());
    assertFalse(overlapped.get());
  }

  @Test
  void aTaskThatIsPostedByATaskRunsAfterIt() {
    List<String> order = new ArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();

    loop.post(
        () -> {
          loop.post(
              () -> {
                order.add("second");
                done.complete(null);
              });
          order.add("first");
        });

    await(done);
    assertEquals(List.of("first", "second"), order);
  }

  @Test
  void aTimerRunsWhenItsTimeHasPassed() {
    CompletableFuture<Long> ran = new CompletableFuture<>();
    long begun = loop.nanoTime();

    loop.schedule(DELAY_MILLIS, () -> ran.complete(loop.nanoTime()));

    await(ran);
    assertTrue(ran.join() - begun >= TimeUnit.MILLISECONDS.toNanos(DELAY_MILLIS));
  }

  @Test
  void aTimerThatWasCancelledDoesNotRun() {
    AtomicBoolean ran = new AtomicBoolean();
    CompletableFuture<Void> later = new CompletableFuture<>();

    EventLoop.Timer timer = loop.schedule(DELAY_MILLIS, () -> ran.set(true));
    timer.cancel();
    timer.cancel();
    loop.schedule(2 * DELAY_MILLIS, () -> later.complete(null));

    await(later);
    assertFalse(ran.get());
  }

  @Test
  void whatIsPostedWhenTheLoopHasEndedIsDropped() {
    AtomicBoolean ran = new AtomicBoolean();
    stopLoop();

    loop.post(() -> ran.set(true));

    assertFalse(ran.get());
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() {
    List<String> order = new ArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();

    loop.schedule(
        3 * DELAY_MILLIS,
        () -> {
          order.add("later");
          done.complete(null);
        });
    loop.schedule(DELAY_MILLIS, () -> order.add("earlier"));

    await(done);
    assertEquals(List.of("earlier", "later"), order);
  }
}
