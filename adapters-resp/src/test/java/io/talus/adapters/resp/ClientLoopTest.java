package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.talus.application.port.ClientLimits;
import io.talus.application.port.EventLoop;
import io.talus.testkit.loop.EventLoopContract;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ClientLoopTest extends EventLoopContract {
  private final RespServer server =
      new RespServer(
          TestServer.settings(0, null, null),
          ClientLimits.DEFAULT,
          new Clocks(() -> 0, System::nanoTime));

  @Override
  protected EventLoop start() {
    return server.loops().getFirst();
  }

  @Override
  protected void stop() {
    server.close();
  }

  @Test
  void theContextIsTheLoopsOwn() {
    CompletableFuture<Thread> ofLoop = new CompletableFuture<>();
    CompletableFuture<Thread> ofContext = new CompletableFuture<>();

    server.loops().getFirst().post(() -> ofLoop.complete(Thread.currentThread()));
    server.contexts().getFirst().runOnContext(_ -> ofContext.complete(Thread.currentThread()));

    await(ofLoop);
    await(ofContext);
    assertSame(ofLoop.join(), ofContext.join());
  }
}
