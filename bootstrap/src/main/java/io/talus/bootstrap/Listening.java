package io.talus.bootstrap;

import io.talus.adapters.resp.ClientMemory;
import io.talus.adapters.resp.RespSettings;
import io.talus.adapters.resp.ServerTls;
import io.talus.adapters.resp.ServerTls.ClientCertificate;
import io.talus.application.host.HeapShares;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.settings.TlsSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of clients in the words of the RESP server. */
final class Listening {
  private Listening() {}

  static RespSettings sockets(Settings settings) {
    String unixSocket = settings.get(ClientSettings.UNIX_SOCKET);
    int clusterPort = clusterPort(settings);
    boolean clusterTls = clusterPort != 0 && settings.get(ClusterSettings.CLUSTER_TLS);
    return new RespSettings(
        settings.get(ClientSettings.BIND),
        settings.getInt(ClientSettings.PORT),
        settings.getInt(TlsSettings.PORT),
        clusterPort,
        clusterTls,
        clusterTls || settings.get(TlsSettings.PORT) != 0 ? tls(settings) : null,
        unixSocket.isEmpty() ? null : Path.of(unixSocket),
        settings.getInt(ClientSettings.UNIX_SOCKET_PERMISSIONS),
        Math.max(1, settings.getInt(ClientSettings.BACKLOG)),
        settings.getInt(ClientSettings.KEEPALIVE_SECONDS),
        1,
        memory(),
        true);
  }

  private static ClientMemory memory() {
    HeapShares shares = new HeapShares(Runtime.getRuntime().maxMemory());
    return new ClientMemory(shares.requestBytes(), shares.replyBytes(), shares.commandBytes());
  }

  private static int clusterPort(Settings settings) {
    return ClusterSettings.isClustered(settings)
        ? settings.getInt(ClusterSettings.CLUSTER_PORT)
        : 0;
  }

  private static ServerTls tls(Settings settings) {
    Path authorities = file(settings.get(TlsSettings.AUTHORITIES));
    Path certificate = file(settings.get(TlsSettings.CERTIFICATE));
    Path key = file(settings.get(TlsSettings.KEY));
    if (certificate == null || key == null) {
      throw new StartupException("tls-port and cluster-tls need tls-cert-file and tls-key-file");
    }
    ClientCertificate clients =
        switch (settings.get(TlsSettings.CLIENTS)) {
          case "yes" -> ClientCertificate.REQUIRED;
          case "optional" -> ClientCertificate.OPTIONAL;
          default -> ClientCertificate.IGNORED;
        };
    return new ServerTls(certificate, key, authorities, clients, protocols(settings));
  }

  private static @Nullable Path file(String name) {
    return name.isEmpty() ? null : Path.of(name);
  }

  private static Set<String> protocols(Settings settings) {
    return Arrays.stream(settings.get(TlsSettings.PROTOCOLS).split(" +"))
        .filter(protocol -> !protocol.isEmpty())
        .collect(Collectors.toSet());
  }
}
