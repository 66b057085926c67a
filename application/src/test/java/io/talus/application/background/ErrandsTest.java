package io.talus.application.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the work, its sender is told, on its loop. */
final class ErrandsTest {
  private final ManualLoop loop = new ManualLoop();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();

  private void send(Errands errands, Supplier<String> work) {
    errands.send(work, told::add, failure -> told.add("failed: " + failure.getMessage()));
  }

  @Test
  void resultComesBackToTheLoop() {
    send(new Errands(tasks::add, loop), () -> "done");

    tasks.remove().run();
    assertEquals(List.of(), told);
    loop.run();

    assertEquals(List.of("done"), told);
  }

  @Test
  void failureComesBackAndTheThreadDoesNotSeeIt() {
    send(
        new Errands(tasks::add, loop),
        () -> {
          throw new IllegalStateException("broken");
        });

    tasks.remove().run();
    loop.run();

    assertEquals(List.of("failed: broken"), told);
  }

  @Test
  void workThatNoThreadTakesHasFailed() {
    Errands errands =
        new Errands(
            task -> {
              throw new RejectedExecutionException("full");
            },
            loop);

    send(errands, () -> "done");
    assertEquals(List.of(), told);
    loop.run();

    assertEquals(List.of("failed: full"), told);
  }
}
