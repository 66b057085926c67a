package io.talus.bootstrap;

import io.talus.application.port.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What belongs to a loop is also made there, by who starts and stops and may wait. */
final class OnLoop {
  private OnLoop() {}

  /** What the supplier gives on the loop; whatever it throws is thrown here. Not by a loop. */
  static <T> T call(EventLoop loop, Supplier<T> made) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.post(
        () -> {
          try {
            result.complete(made.get());
          } catch (RuntimeException | Error failed) { // somebody waits for one of the two
            result.completeExceptionally(failed);
          }
        });
    try {
      return result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
