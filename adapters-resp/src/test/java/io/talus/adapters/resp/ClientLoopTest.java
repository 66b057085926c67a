package io.talus.adapters.resp;

import io.talus.application.port.ClientLimits;
import io.talus.application.port.EventLoop;
import io.talus.testkit.loop.EventLoopContract;

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
}
