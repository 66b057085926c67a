package io.talus.adapters.resp;

import io.talus.adapters.resp.Listener.Place;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets on which a server listens. Called by one thread, which is not a loop's. */
final class ServerSockets {
  private static final Logger LOG = LoggerFactory.getLogger(ServerSockets.class);

  /** Vert.x's way to name a free port that the servers of several loops share. */
  private static final int ANY_PLAIN_PORT = -1;

  private static final int ANY_TLS_PORT = -2;
  private static final int ANY_CLUSTER_PORT = -3;

  private final Vertx vertx;
  private final RespSettings settings;
  private final List<Place> places;
  private final List<Listener> listeners = new ArrayList<>();

  ServerSockets(Vertx vertx, RespSettings settings, List<Place> places) {
    this.vertx = vertx;
    this.settings = settings;
    this.places = List.copyOf(places);
  }

  /**
   * Listens wherever the settings say. The plain port comes last: most clients, and whoever wants
   * to know whether the server is ready, ask there, and then all doors are open.
   */
  BoundPorts listen() {
    ServerTls tls = settings.tls();
    Supplier<NetServer> tlsServers = tls == null ? this::plainServer : tlsServers(tls);
    int tlsPort = listenOnPort(settings.tlsPort(), ANY_TLS_PORT, tlsServers, false);
    Path path = settings.unixSocket();
    if (path != null) {
      listenOnUnixSocket(path);
    }
    Supplier<NetServer> clusterServers = settings.clusterTls() ? tlsServers : this::plainServer;
    int clusterPort = listenOnPort(settings.clusterPort(), ANY_CLUSTER_PORT, clusterServers, true);
    int port = listenOnPort(settings.port(), ANY_PLAIN_PORT, this::plainServer, false);
    return new BoundPorts(port, tlsPort, clusterPort);
  }

  private Supplier<NetServer> tlsServers(ServerTls tls) {
    ServerSSLOptions options = TlsOptions.of(tls);
    return () -> tlsServer(options);
  }

  private int listenOnPort(
      int wanted, int anyPort, Supplier<NetServer> servers, boolean isClusterPort) {
    if (wanted == 0) {
      return 0;
    }
    int port = wanted == RespSettings.ANY_PORT ? anyPort : wanted;
    List<BindAddress> bound = new ArrayList<>();
    for (BindAddress address : BindAddress.all(settings.bind())) {
      if (bound.stream().noneMatch(address::isCoveredBy)) {
        int got = listenOn(address, port, servers, isClusterPort);
        if (got > 0) {
          port = got;
          bound.add(address);
        }
      }
    }
    return port;
  }

  /** The port that was bound, or 0 if the address is optional and not to be had. */
  private int listenOn(
      BindAddress address, int port, Supplier<NetServer> servers, boolean isClusterPort) {
    Listener listener = new Listener(address.host() + ":" + port, isClusterPort);
    try {
      int got = listener.listen(places, servers, server -> server.listen(port, address.host()));
      listeners.add(listener);
      return got;
    } catch (ListenException e) {
      if (!address.isOptional()) {
        throw e;
      }
      LOG.info("not listening on the optional address: {}", e.getMessage());
      return 0;
    }
  }

  private void listenOnUnixSocket(Path path) {
    try {
      removeLeftover(path);
      Listener listener = new Listener(path.toString(), false);
      SocketAddress address = SocketAddress.domainSocketAddress(path.toString());
      listener.listen(places, this::plainServer, server -> server.listen(address));
      listeners.add(listener);
      UnixPermissions.apply(path, settings.unixSocketPermissions());
    } catch (IOException e) {
      throw new ListenException("cannot listen on " + path, e);
    }
  }

  /** A process that did not stop in peace leaves its socket; one that goes on answers there. */
  private static void removeLeftover(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel answering = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("another process listens there: " + answering.getRemoteAddress());
    } catch (ConnectException leftover) {
      Files.delete(path);
    }
  }

  private NetServer plainServer() {
    return vertx.createNetServer(TcpOptions.of(settings));
  }

  private NetServer tlsServer(ServerSSLOptions options) {
    return vertx.createNetServer(TcpOptions.of(settings).setSsl(true), options);
  }

  /** Accepts no more; connections get the grace to finish. Completes when all are closed. */
  Future<?> stop(Duration grace) {
    Future<?> stopped =
        Future.join(listeners.stream().map(listener -> listener.stop(grace)).toList());
    listeners.clear();
    return stopped;
  }
}
