package io.talus.application.shard;

import java.util.Iterator;
import java.util.Optional;

/** Tasks of several clients that have waited for the same. */
final class Tasks {
  private Tasks() {}

  /** Runs all, also when one of them fails; then the first failure comes out. */
  static void runAll(Iterator<Runnable> tasks) {
    Optional<RuntimeException> failure = Optional.empty();
    while (tasks.hasNext()) {
      try {
        tasks.next().run();
      } catch (RuntimeException failed) {
        failure = failure.or(() -> Optional.of(failed));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
