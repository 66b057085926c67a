package io.talus.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Somebody wants the node to stop: SHUTDOWN, or a fault of a part. Any thread. */
@Singleton
final class Stop {
  private volatile Runnable listener = () -> {};

  @Inject
  Stop() {}

  void onRequest(Runnable task) {
    listener = task;
  }

  void request() {
    listener.run();
  }
}
