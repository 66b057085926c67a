package io.talus.adapters.resp;

import io.talus.adapters.resp.Listener.Place;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The RESP server: event loops, and the sockets on which it listens. Its methods wait, so none may
 * be called by a loop.
 *
 * <p>The loops run from the constructor to {@link #close}, so that what they serve can be built and
 * ended on them; clients come after {@link #start} and are gone after {@link #stop}.
 */
public final class RespServer implements AutoCloseable {
  private final Vertx vertx;
  private final List<Place> places = new ArrayList<>();
  private final ServerSockets sockets;
  private volatile ClientLimits limits;

  public RespServer(RespSettings settings, ClientLimits limits, Clocks clocks) {
    this.limits = limits;
    this.vertx = Vertx.vertx(options(settings));
    ClientMemory memory = settings.memory().dividedBy(settings.loops());
    for (int i = 0; i < settings.loops(); i++) {
      ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
      ClientLoop loop = new ClientLoop(context.nettyEventLoop(), clocks, () -> this.limits, memory);
      places.add(new Place(context, loop));
    }
    this.sockets = new ServerSockets(vertx, settings, places);
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

  /** The loops, in the order of their gateways. */
  public List<EventLoop> loops() {
    return places.stream().map(place -> (EventLoop) place.loop()).toList();
  }

  /** The loops as Vert.x knows them, in the same order: for other sockets that are served there. */
  public List<Context> contexts() {
    return places.stream().map(place -> (Context) place.context()).toList();
  }

  /** Replaces what clients are allowed; holds for what they do from now on. Any thread. */
  public void limits(ClientLimits newLimits) {
    limits = newLimits;
  }

  /** Bytes received from clients since the start. Any thread. */
  public long receivedBytes() {
    return places.stream().mapToLong(place -> place.loop().traffic().receivedBytes()).sum();
  }

  /** Bytes given to the sockets of clients since the start. Any thread. */
  public long sentBytes() {
    return places.stream().mapToLong(place -> place.loop().traffic().sentBytes()).sum();
  }

  /** Whether epoll or kqueue is used. */
  public boolean usesNativeTransport() {
    return vertx.isNativeTransportEnabled();
  }

  /**
   * Begins to listen.
   *
   * @param gateways one for each of {@link #loops}, in their order
   * @throws ListenException if an address cannot be had; then nobody is listened to
   */
  public BoundPorts start(List<? extends CommandGateway> gateways) {
    for (int i = 0; i < places.size(); i++) {
      ClientLoop loop = places.get(i).loop();
      CommandGateway gateway = gateways.get(i);
      loop.post(() -> loop.serve(gateway));
    }
    try {
      return sockets.listen();
    } catch (ListenException e) {
      stop(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Accepts no more, executes what was received, writes the replies, and closes all connections.
   *
   * @param grace how long clients may take to read their last replies
   */
  public void stop(Duration grace) {
    await(sockets.stop(grace));
  }

  /** Closes all connections that are left, and ends the loops. */
  @Override
  public void close() {
    stop(Duration.ZERO);
    await(vertx.close());
  }

  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
