package io.talus.application.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** How the reads of a burst are spread over the readers. */
final class ReaderTasksTest {
  private static final long SHORT_NANOS = 5_000;
  private static final long LONG_NANOS = 1_000_000;
  private static final int TASKS_TO_LEARN_FROM = 200;

  private final EventLoop loop = mock(EventLoop.class);
  private final Queue<Runnable> posted = new ArrayDeque<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final ReaderTasks readers = new ReaderTasks(tasks::add, loop);
  private long nanos;
  private int answers;

  @BeforeEach
  void listen() {
    when(loop.nanoTime()).thenAnswer(call -> nanos);
    doAnswer(call -> posted.add(call.getArgument(0))).when(loop).post(any());
  }

  /** Reads so many keys at once; returns in how many tasks. */
  private int tasksOf(int reads, long readNanos) {
    add(reads, readNanos);
    run(posted);
    int count = tasks.size();
    run(tasks);
    run(posted);
    return count;
  }

  private void add(int reads, long readNanos) {
    for (int i = 0; i < reads; i++) {
      readers.addSmall(
          () -> {
            nanos += readNanos;
            return ColdResult.DONE;
          },
          result -> answers++);
    }
  }

  private static void run(Queue<Runnable> queue) {
    for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
      task.run();
    }
  }

  private void learn(long readNanos) {
    for (int i = 0; i < TASKS_TO_LEARN_FROM; i++) {
      tasksOf(1, readNanos);
    }
  }

  @Test
  void allReadersHaveSomethingToDo() {
    assertEquals(1, tasksOf(1, LONG_NANOS));
    assertEquals(4, tasksOf(4, LONG_NANOS));
    assertEquals(6, tasksOf(6, LONG_NANOS));
    assertEquals(1 + 4 + 6, answers);
  }

  @Test
  void shortReadsGoToFewer() {
    learn(SHORT_NANOS);

    assertEquals(1, tasksOf(10, SHORT_NANOS));
    assertEquals(2, tasksOf(32, SHORT_NANOS));
  }

  @Test
  void whenAllHaveEnoughToDoTheyBeginAndTheRestComesLater() {
    learn(SHORT_NANOS);

    add(100, SHORT_NANOS);
    assertEquals(4, tasks.size());
    run(posted);
    assertEquals(7, tasks.size());
    run(tasks);
    run(posted);

    assertEquals(TASKS_TO_LEARN_FROM + 100, answers);
  }

  @Test
  void whenReadsBecomeLongAllReadersHaveSomethingToDoAgain() {
    learn(SHORT_NANOS);
    learn(LONG_NANOS);

    assertEquals(4, tasksOf(4, LONG_NANOS));
  }

  @Test
  void readersHaveOnlySoManyTasksAndTheOthersFollow() {
    for (int i = 0; i < 1000; i++) {
      readers.add(() -> ColdResult.DONE, result -> answers++);
    }
    assertEquals(64, tasks.size());

    tasks.remove().run();
    run(posted);
    assertEquals(64, tasks.size());
    assertEquals(1, answers);

    runAll();
    assertEquals(1000, answers);
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      run(tasks);
      run(posted);
    }
  }

  @Test
  void readThatNoThreadTakesHasFailedAndTheOthersGoOn() {
    ReaderTasks refused =
        new ReaderTasks(
            task -> {
              throw new RejectedExecutionException("full");
            },
            loop);
    List<ColdResult> results = new ArrayList<>();

    for (int i = 0; i < 100; i++) {
      refused.add(() -> ColdResult.DONE, results::add);
    }
    run(posted);

    assertEquals(Collections.nCopies(100, new ColdResult.Failed("full")), results);
  }

  @Test
  void backgroundWaitsUntilAReaderIsIdle() {
    List<String> begun = new ArrayList<>();
    readers.whenIdle(() -> begun.add("at once"));
    for (int i = 0; i < 5; i++) {
      readers.add(() -> ColdResult.DONE, result -> answers++);
    }

    readers.whenIdle(() -> begun.add("later"));
    assertEquals(List.of("at once"), begun);
    tasks.remove().run();
    run(posted);
    assertEquals(List.of("at once"), begun);
    tasks.remove().run();
    run(posted);

    assertEquals(List.of("at once", "later"), begun);
  }

  @Test
  void backgroundIsNotForgottenWhenNoReaderIsEverIdle() {
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(() -> ColdResult.DONE, result -> answers++);
    }

    readers.whenIdle(() -> begun.add("after a second"));
    ArgumentCaptor<Runnable> timer = ArgumentCaptor.captor();
    verify(loop).schedule(eq(1000L), timer.capture());
    timer.getValue().run();
    assertEquals(List.of("after a second"), begun);

    runAll();
    assertEquals(1, begun.size());
  }
}
