package io.talus.adapters.replication;

import io.netty.util.concurrent.ScheduledFuture;
import io.talus.application.port.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An event loop of Vert.x; its clock stands still unless a test moves it. */
final class TestLoop implements EventLoop {
  private final Vertx vertx;
  private final ContextInternal context;
  private final AtomicLong nanoTime = new AtomicLong();

  TestLoop() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                .setDisableTCCL(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    context = ((VertxInternal) vertx).createEventLoopContext();
  }

  Context context() {
    return context;
  }

  @Override
  public void post(Runnable task) {
    context.nettyEventLoop().execute(task);
  }

  @Override
  public Timer schedule(long delayMillis, Runnable task) {
    ScheduledFuture<?> future =
        context.nettyEventLoop().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime());
  }

  @Override
  public long nanoTime() {
    return nanoTime.get();
  }

  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
