package io.talus.embed;

import io.talus.application.embed.ThreadLoop;
import io.talus.application.port.EventLoop;
import io.talus.testkit.loop.EventLoopContract;

/** Here, for the tests of the application itself cannot use the testkit. */
final class ThreadLoopTest extends EventLoopContract {
  private final ThreadLoop loop = new ThreadLoop("loop under test");

  @Override
  protected EventLoop start() {
    return loop;
  }

  @Override
  protected void stop() {
    loop.close();
  }
}
