package io.talus.adapters.resp;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens; the names are those of Redis's settings.
 *
 * @param bind addresses; {@code *} and {@code ::*} for all of IPv4 and IPv6, {@code -} before one
 *     that need not exist
 * @param port 0 for none, {@link #ANY_PORT} for a free one
 * @param tlsPort as {@code port}
 * @param clusterPort as {@code port}; for clients that know Redis Cluster
 * @param clusterTls whether TLS is spoken at the {@code clusterPort}
 * @param tls needed for a {@code tlsPort}, and for TLS at the {@code clusterPort}
 * @param unixSocketPermissions as in chmod; 0 for what the process's mask leaves
 * @param backlog {@code tcp-backlog}
 * @param keepAliveSeconds {@code tcp-keepalive}; 0 for none
 * @param loops event loops, each a shard
 * @param memory what clients may take of the heap
 * @param nativeTransport epoll or kqueue, where there is one
 */
public record RespSettings(
    List<String> bind,
    int port,
    int tlsPort,
    int clusterPort,
    boolean clusterTls,
    @Nullable ServerTls tls,
    @Nullable Path unixSocket,
    int unixSocketPermissions,
    int backlog,
    int keepAliveSeconds,
    int loops,
    ClientMemory memory,
    boolean nativeTransport) {

  public static final int ANY_PORT = -1;

  private static final long BYTES_MAX = 256L * 1024 * 1024;

  private static final ClientMemory MEMORY = new ClientMemory(BYTES_MAX, BYTES_MAX, BYTES_MAX);

  /** Redis's defaults, with one loop. */
  public static final RespSettings DEFAULT =
      new RespSettings(
          List.of("*", "-::*"), 6379, 0, 0, false, null, null, 0, 511, 300, 1, MEMORY, true);

  private static final int PORT_MAX = 65535;

  public RespSettings {
    bind = List.copyOf(bind);
    checkPort(port);
    checkPort(tlsPort);
    checkPort(clusterPort);
    if (tlsPort != 0 && tls == null) {
      throw new IllegalArgumentException("tls-port needs tls-cert-file and tls-key-file");
    }
    if (clusterTls && clusterPort != 0 && tls == null) {
      throw new IllegalArgumentException("cluster-tls needs tls-cert-file and tls-key-file");
    }
    if (port > 0 && port == tlsPort) {
      throw new IllegalArgumentException("port and tls-port are both " + port);
    }
    if (clusterPort > 0 && (clusterPort == port || clusterPort == tlsPort)) {
      throw new IllegalArgumentException(
          "cluster-port: " + clusterPort + " (expected: neither port nor tls-port)");
    }
    if (loops < 1 || backlog < 1 || keepAliveSeconds < 0) {
      throw new IllegalArgumentException(
          "loops, backlog, tcp-keepalive: " + loops + ", " + backlog + ", " + keepAliveSeconds);
    }
  }

  private static void checkPort(int port) {
    if (port < ANY_PORT || port > PORT_MAX) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0.." + PORT_MAX + ")");
    }
  }
}
