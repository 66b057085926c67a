package io.talus.bootstrap;

import io.talus.adapters.etcd.EtcdSettings;
import io.talus.adapters.etcd.EtcdSettings.Endpoint;
import io.talus.adapters.etcd.EtcdSettings.Identity;
import io.talus.adapters.etcd.EtcdSettings.Login;
import io.talus.adapters.etcd.EtcdSettings.Tls;
import io.talus.adapters.replication.PeerSettings;
import io.talus.adapters.replication.PeerTimes;
import io.talus.adapters.replication.PeerTls;
import io.talus.adapters.replication.QueueLimits;
import io.talus.adapters.replication.handshake.ClusterSecret;
import io.talus.adapters.replication.handshake.VersionRange;
import io.talus.application.cluster.Joining;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TablesChange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of a cluster in the words of its adapters. */
final class Clustering {
  /** Grows with each release that says or logs something new. */
  static final int FEATURE_LEVEL = 1;

  /** As far from the port for clients as Redis's bus is. */
  private static final int PEER_PORT_OFFSET = 10_000;

  private static final int PORT_MAX = 65_535;
  private static final int NAME_FROM_ID = 8;
  private static final String LOOPBACK = "127.0.0.1";

  private Clustering() {}

  static EtcdSettings etcd(Settings settings) {
    List<Endpoint> endpoints =
        words(settings.get(ClusterSettings.ENDPOINTS)).stream().map(Endpoint::parse).toList();
    String user = settings.get(ClusterSettings.ETCD_USER);
    return new EtcdSettings(
        endpoints,
        settings.get(ClusterSettings.NAME),
        tls(settings),
        user.isEmpty()
            ? Optional.empty()
            : Optional.of(new Login(user, settings.get(ClusterSettings.ETCD_PASSWORD))));
  }

  private static Optional<Tls> tls(Settings settings) {
    Path authority = file(settings.get(ClusterSettings.ETCD_AUTHORITY));
    Path certificate = file(settings.get(ClusterSettings.ETCD_CERTIFICATE));
    Path key = file(settings.get(ClusterSettings.ETCD_KEY));
    if (authority == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Tls(
            authority,
            certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new Identity(certificate, key))));
  }

  /** How who has this number in the cluster, node or guest, speaks to nodes. */
  static PeerSettings peers(Settings settings, String cluster, int number) {
    return new PeerSettings(
        new io.talus.adapters.replication.handshake.Identity(
            cluster, number, VersionRange.CURRENT, FEATURE_LEVEL),
        new ClusterSecret(settings.get(ClusterSettings.SECRET)),
        peerTls(settings),
        PeerTimes.DEFAULT,
        QueueLimits.DEFAULT);
  }

  private static @Nullable PeerTls peerTls(Settings settings) {
    Path certificate = file(settings.get(ClusterSettings.PEER_CERTIFICATE));
    Path key = file(settings.get(ClusterSettings.PEER_KEY));
    Path authorities = file(settings.get(ClusterSettings.PEER_AUTHORITIES));
    if (certificate == null) {
      return null;
    }
    if (key == null || authorities == null) {
      throw new StartupException("peer-cert-file needs peer-key-file and peer-ca-cert-file");
    }
    return new PeerTls(certificate, key, authorities);
  }

  /** Where the node listens for others. */
  static PeerAddress listening(Settings settings) {
    return new PeerAddress(bound(settings), peerPort(settings));
  }

  private static int peerPort(Settings settings) {
    int port = settings.getInt(ClusterSettings.PEER_PORT);
    if (port == 0) {
      port = settings.getInt(ClientSettings.PORT) + PEER_PORT_OFFSET;
    }
    if (port > PORT_MAX) {
      throw new StartupException(
          "peer-port: %d (expected: up to %d; set it, as the port for clients is so large)"
              .formatted(port, PORT_MAX));
    }
    return port;
  }

  /** The first address of {@code bind}; all of them, where that says so. */
  private static String bound(Settings settings) {
    String first = settings.get(ClientSettings.BIND).getFirst().replaceFirst("^-", "");
    return first.equals("*") ? "0.0.0.0" : first;
  }

  static Joining.Wish wish(Settings settings, FolderIdentity identity) {
    String host = settings.get(ClusterSettings.ANNOUNCED_HOST);
    if (host.isEmpty()) {
      host = bound(settings);
    }
    if (host.equals("0.0.0.0") || host.startsWith(":")) {
      host = LOOPBACK; // an operator with nodes on several machines has to say more
    }
    int clients = settings.getInt(ClientSettings.PORT);
    String name = settings.get(ClusterSettings.NODE_NAME);
    return new Joining.Wish(
        identity.nodeId(),
        name.isEmpty() ? identity.nodeId().substring(0, NAME_FROM_ID) : name,
        new NodeAddresses(
            peerAddress(settings, host),
            new Address(host, clients),
            new Address(host, clusterPort(settings))),
        StorageModule.randomId(),
        new TablesChange.Created(
            "0",
            settings.getInt(StorageSettings.TABLE_SLOTS),
            settings.getInt(ClusterSettings.REPLICAS),
            consistency(settings),
            null));
  }

  /** Where there is no port for them, clients that know Redis Cluster do as all others. */
  private static int clusterPort(Settings settings) {
    int port = settings.getInt(ClusterSettings.CLUSTER_PORT);
    int announced = settings.getInt(ClusterSettings.ANNOUNCED_CLUSTER_PORT);
    if (port == 0) {
      return settings.getInt(ClientSettings.PORT);
    }
    return announced == 0 ? port : announced;
  }

  /** Where others reach the node: what lies in between may have an address of its own. */
  private static Address peerAddress(Settings settings, String host) {
    String announced = settings.get(ClusterSettings.ANNOUNCED_PEER_HOST);
    int port = settings.getInt(ClusterSettings.ANNOUNCED_PEER_PORT);
    return new Address(
        announced.isEmpty() ? host : announced, port == 0 ? peerPort(settings) : port);
  }

  private static Consistency consistency(Settings settings) {
    return settings.get(ClusterSettings.CONSISTENCY).equals("async")
        ? Consistency.ASYNC
        : Consistency.QUORUM;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[ ,]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static @Nullable Path file(String name) {
    return name.isEmpty() ? null : Path.of(name);
  }
}
