package io.talus.adapters.resp;

import io.talus.application.port.ClientLimits;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The RESP server: event loops, and the sockets on which it listens. Methods may be called by any
 * thread but a loop's.
 *
 * <p>The loops run from the beginning, so that what they serve can be built on them; clients come
 * after {@link #start}.
 */
public final class RespServer implements AutoCloseable {
  private final RespSettings settings;
  private final Vertx vertx;
  private final List<ContextInternal> contexts = new ArrayList<>();
  private final List<ClientLoop> loops = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private volatile ClientLimits limits;

  public RespServer(RespSettings settings, ClientLimits limits, Clocks clocks) {
    this.settings = settings;
    this.limits = limits;
    this.vertx = Vertx.vertx(options(settings));
    for (int i = 0; i < settings.loops(); i++) {
      ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
      contexts.add(context);
      loops.add(new ClientLoop(context.nettyEventLoop(), clocks, () -> this.limits));
    }
  }

  private static VertxOptions options(RespSettings settings) {
    return new VertxOptions()
        .setEventLoopPoolSize(settings.loops())
        .setPreferNativeTransport(settings.nativeTransport())
        .setDisableTCCL(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  /** The loops; they run tasks from the beginning. */
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  /** Replaces what clients are allowed; holds for what they do from now on. */
  public void limits(ClientLimits newLimits) {
    limits = newLimits;
  }

  /** Whether epoll or kqueue is used. */
  public boolean usesNativeTransport() {
    return vertx.isNativeTransportEnabled();
  }

  /**
   * Begins to listen.
   *
   * @param gateways one for each of {@link #loops}, in their order
   * @throws ListenException if an address cannot be had; the server is then closed
   */
  public BoundPorts start(List<? extends CommandGateway> gateways) {
    for (int i = 0; i < loops.size(); i++) {
      ClientLoop loop = loops.get(i);
      CommandGateway gateway = gateways.get(i);
      loop.post(() -> loop.serve(gateway));
    }
    try {
      return listen();
    } catch (ListenException e) {
      close();
      throw e;
    }
  }

  private BoundPorts listen() {
    int port = settings.port() == RespSettings.ANY_PORT ? 0 : settings.port();
    for (String address : settings.bind()) {
      Listener listener =
          new Listener(
              SocketAddress.inetSocketAddress(port, address),
              () -> vertx.createNetServer(ServerOptions.tcp(settings)));
      listeners.add(listener);
      port = listener.listen(contexts, loops);
    }
    return new BoundPorts(port, 0);
  }

  /**
   * Stops: accepts no more, executes what was received, writes the replies, and closes.
   *
   * @param grace how long clients may take to read their last replies
   */
  public void stop(Duration grace) {
    List<Future<Void>> stopped = listeners.stream().map(l -> l.stop(grace)).toList();
    await(Future.join(stopped).mapEmpty());
    await(vertx.close());
  }

  /** Stops without grace. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
