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
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * One address on which all loops listen: Vert.x binds it once and deals the connections out to the
 * loops in turn.
 */
final class Listener {
  private final SocketAddress address;
  private final Supplier<NetServer> servers;
  private final List<NetServer> started = new ArrayList<>();

  /**
   * @param servers makes Vert.x servers with the settings for this address
   */
  Listener(SocketAddress address, Supplier<NetServer> servers) {
    this.address = address;
    this.servers = servers;
  }

  /** Listens; returns the port that was bound. */
  int listen(List<ContextInternal> contexts, List<ClientLoop> loops) {
    for (int i = 0; i < loops.size(); i++) {
      ClientLoop loop = loops.get(i);
      NetServer server = servers.get().connectHandler(socket -> accept(socket, loop));
      listen(contexts.get(i), server);
      started.add(server);
    }
    return started.getFirst().actualPort();
  }

  /** Vert.x serves a server's connections on the loop on which it was told to listen. */
  private void listen(ContextInternal context, NetServer server) {
    Promise<NetServer> listening = Promise.promise();
    context.runOnContext(_ -> server.listen(address).onComplete(listening));
    try {
      listening.future().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ListenException("cannot listen on " + address, cause);
    }
  }

  private static void accept(NetSocket socket, ClientLoop loop) {
    ChannelPipeline pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    ConnectionHandler handler = new ConnectionHandler(loop);
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(handler);
    } else {
      pipeline.addAfter(tls.name(), "resp", handler);
    }
    socket.shutdownHandler(grace -> handler.connection().endInput());
  }

  /** Accepts no more; connections get the grace to finish. */
  Future<Void> stop(Duration grace) {
    return Future.join(started.stream().map(server -> server.shutdown(grace)).toList()).mapEmpty();
  }
}
