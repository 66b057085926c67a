package io.talus.adapters.resp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address on which all loops listen: Vert.x binds it once and deals the connections out to the
 * loops in turn.
 */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** A loop and the Vert.x context that stands for it. */
  record Place(ContextInternal context, ClientLoop loop) {}

  private final String name;
  private final boolean isClusterPort;
  private final List<NetServer> started = new ArrayList<>();

  /**
   * @param name of the address, for messages
   * @param isClusterPort whether clients that come here know Redis Cluster
   */
  Listener(String name, boolean isClusterPort) {
    this.name = name;
    this.isClusterPort = isClusterPort;
  }

  /**
   * Listens.
   *
   * @param servers makes a server with the settings for this address
   * @param listen tells a server to listen on this address
   * @return the port that was bound, if it is a port
   */
  int listen(
      List<Place> places, Supplier<NetServer> servers, Function<NetServer, Future<?>> listen) {
    for (Place place : places) {
      NetServer server =
          servers
              .get()
              .connectHandler(socket -> accept(socket, place.loop))
              .exceptionHandler(e -> LOG.debug("a connection to {} failed", name, e));
      Promise<Object> listening = Promise.promise();
      // Vert.x serves connections on the context on which it was told to listen.
      place.context.runOnContext(
          _ -> listen.apply(server).<Object>mapEmpty().onComplete(listening));
      await(listening.future());
      started.add(server);
    }
    return started.getFirst().actualPort();
  }

  private void await(Future<Object> listening) {
    try {
      listening.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ListenException("cannot listen on " + name, cause);
    }
  }

  private void accept(NetSocket socket, ClientLoop loop) {
    ChannelPipeline pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    ConnectionHandler handler = new ConnectionHandler(loop, isClusterPort);
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(handler);
    } else {
      pipeline.addAfter(tls.name(), null, handler);
    }
    socket.shutdownHandler(_ -> handler.connection().endInput());
  }

  /** Accepts no more; connections get the grace to finish. */
  Future<?> stop(Duration grace) {
    return Future.join(started.stream().map(server -> server.shutdown(grace)).toList());
  }
}
