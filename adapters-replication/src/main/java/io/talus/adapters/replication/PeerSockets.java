package io.talus.adapters.replication;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TcpClientConfig;
import io.vertx.core.net.TcpOption;
import io.vertx.core.net.TcpServerConfig;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens and connects, on one Vert.x context. */
final class PeerSockets {
  private static final Logger LOG = LoggerFactory.getLogger(PeerSockets.class);

  /**
   * What may wait behind the outbox: Netty's buffer is refilled below the first number, and not
   * filled above the second; the kernel keeps as much that it has not sent. What is urgent waits
   * for no more than this.
   */
  private static final int BUFFERED_BYTES_MIN = 64 * 1024;

  private static final int BUFFERED_BYTES_MAX = 128 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final Context context;
  private final Vertx vertx;
  private final @Nullable PeerTls tls;
  private final NetClient client;
  private volatile @Nullable TlsContexts tlsContexts;
  private @Nullable NetServer server;

  PeerSockets(Context context, @Nullable PeerTls tls) {
    this.context = context;
    this.vertx = context.owner();
    this.tls = tls;
    TcpClientConfig config = new TcpClientConfig().setConnectTimeout(CONNECT_TIMEOUT);
    config.getTransportConfig().setOption(TcpOption.NODELAY, true);
    this.client = vertx.createNetClient(config);
    reloadTls();
  }

  /** Reads certificate, key and authorities again: for connections that are made from now on. */
  void reloadTls() {
    PeerTls files = tls;
    if (files != null) {
      tlsContexts = TlsContexts.load(files);
    }
  }

  /**
   * Begins to listen. Waits, so it must not be called on the loop.
   *
   * @param accepted is given each connection, on the loop
   * @return the port
   */
  int listen(PeerAddress address, Consumer<NetSocket> accepted) {
    TcpServerConfig config = new TcpServerConfig();
    config.getTransportConfig().setOption(TcpOption.NODELAY, true);
    NetServer listening =
        vertx
            .createNetServer(config)
            .connectHandler(accepted::accept)
            .exceptionHandler(e -> LOG.debug("a connection to the port for peers failed", e));
    Promise<NetServer> bound = Promise.promise();
    context.runOnContext(
        _ -> {
          server = listening;
          listening.listen(address.port(), address.host()).onComplete(bound);
        });
    try {
      return bound.future().toCompletionStage().toCompletableFuture().join().actualPort();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PeerListenException(
          "cannot listen on %s:%d".formatted(address.host(), address.port()), cause);
    }
  }

  /** Connects, and tells the loop what came of it. */
  void connect(PeerAddress address, Consumer<NetSocket> connected, Consumer<Throwable> failed) {
    context.runOnContext(
        _ ->
            client
                .connect(address.port(), address.host())
                .onSuccess(connected::accept)
                .onFailure(failed::accept));
  }

  /** Puts the handler, and TLS if it is wanted, into the socket's pipeline. */
  void install(PeerHandler handler, NetSocket socket, boolean dialed) {
    ChannelPipeline pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    Channel channel = pipeline.channel();
    channel
        .config()
        .setWriteBufferWaterMark(new WriteBufferWaterMark(BUFFERED_BYTES_MIN, BUFFERED_BYTES_MAX));
    if (channel instanceof io.netty.channel.epoll.EpollSocketChannel) {
      channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) BUFFERED_BYTES_MAX);
    }
    TlsContexts contexts = tlsContexts;
    if (contexts == null) {
      pipeline.addFirst(handler);
    } else {
      SslContext side = dialed ? contexts.dialing() : contexts.accepting();
      SslHandler encryption = side.newHandler(channel.alloc());
      pipeline.addFirst(encryption);
      pipeline.addAfter(pipeline.context(encryption).name(), null, handler);
    }
  }

  /** Listens and connects no more; connections that are there are not touched. On the loop. */
  void close() {
    NetServer listening = server;
    if (listening != null) {
      listening.close();
    }
    client.close();
  }
}
