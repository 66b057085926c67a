package io.talus.application.cold;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tasks of several clients that have waited for the same. */
public final class Tasks {
  private Tasks() {}

  /** Runs all, also when one of them fails; then the first failure comes out. */
  static void runAll(List<Runnable> tasks) {
    forEach(tasks, Runnable::run);
  }

  /**
   * Does the same for each, also when it fails for one of them; then the first failure comes out.
   */
  public static <T> void forEach(List<T> each, Consumer<? super T> action) {
    Optional<RuntimeException> failure = Optional.empty();
    for (int i = 0; i < each.size(); i++) {
      try {
        action.accept(each.get(i));
      } catch (RuntimeException failed) {
        failure = failure.or(() -> Optional.of(failed));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
