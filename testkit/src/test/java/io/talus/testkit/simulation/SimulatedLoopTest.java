package io.talus.testkit.simulation;

import io.talus.application.port.EventLoop;
import io.talus.testkit.loop.EventLoopContract;
import java.util.concurrent.CompletableFuture;

final class SimulatedLoopTest extends EventLoopContract {
  private final SimulatedClock clock = new SimulatedClock(1);
  private final SimulatedLoop loop = new SimulatedLoop(clock);

  @Override
  protected EventLoop start() {
    return loop;
  }

  @Override
  protected void stop() {
    // There is no thread to end.
  }

  @Override
  protected void await(CompletableFuture<?> future) {
    while (!future.isDone()) {
      if (!loop.runPosted() && !loop.runTimer()) {
        clock.advance(1);
      }
    }
  }
}
