package io.talus.application.settings;

import java.util.List;

/** What Redis lets one say about Redis Cluster, and how a node of a cluster of Talus behaves. */
public final class ClusterSettings {
  private static final String NO_EFFECT = "Accepted without effect: not Redis's cluster bus.";
  private static final int PORT_MAX = 65535;

  public static final Setting<Long> FORWARD_TIMEOUT_MILLIS =
      Setting.number("cluster-forward-timeout", 5000, 1, 3_600_000)
          .says(
              "How many milliseconds a command waits for a node that leads its slot; then it is"
                  + " answered CLUSTERDOWN.");

  public static final Setting<String> ENABLED =
      Setting.choice("cluster-enabled", "no", "yes")
          .atStart()
          .says("Whether the node is part of a cluster, which etcd-endpoints names.");

  public static final Setting<String> NAME =
      Setting.text("cluster-name", "talus")
          .atStart()
          .says("The cluster's name: several may share an etcd.");

  public static final Setting<String> SECRET =
      Setting.text("cluster-secret", "")
          .atStart()
          .isSecret()
          .says("What all nodes of the cluster know and nobody else, of 16 characters or more.");

  public static final Setting<String> NODE_NAME =
      Setting.text("cluster-node-name", "")
          .atStart()
          .says("What people call the node; empty for the beginning of its id.");

  public static final Setting<String> ENDPOINTS =
      Setting.text("etcd-endpoints", "127.0.0.1:2379")
          .atStart()
          .says("The members of etcd, as host:port, with commas between them.");

  public static final Setting<String> ETCD_USER =
      Setting.text("etcd-user", "").atStart().says("The user of etcd; empty for none.");

  public static final Setting<String> ETCD_PASSWORD =
      Setting.text("etcd-password", "").atStart().isSecret().says("That user's password.");

  public static final Setting<String> ETCD_AUTHORITY =
      Setting.text("etcd-ca-cert-file", "")
          .atStart()
          .says("Whose certificates of etcd are trusted, in PEM; empty for no TLS.");

  public static final Setting<String> ETCD_CERTIFICATE =
      Setting.text("etcd-cert-file", "")
          .atStart()
          .says("What the node shows to etcd, in PEM; empty for nothing.");

  public static final Setting<String> ETCD_KEY =
      Setting.text("etcd-key-file", "").atStart().says("The key to etcd-cert-file.");

  public static final Setting<Long> PEER_PORT =
      Setting.number("peer-port", 0, 0, PORT_MAX)
          .atStart()
          .says("The port for other nodes; 0 for the port for clients and 10000.");

  public static final Setting<String> PEER_CERTIFICATE =
      Setting.text("peer-cert-file", "")
          .atStart()
          .says("The node's certificate among nodes, in PEM; empty for no TLS.");

  public static final Setting<String> PEER_KEY =
      Setting.text("peer-key-file", "").atStart().says("The key to peer-cert-file.");

  public static final Setting<String> PEER_AUTHORITIES =
      Setting.text("peer-ca-cert-file", "")
          .atStart()
          .says("Who may have signed the certificates of other nodes, in PEM.");

  public static final Setting<String> ANNOUNCED_HOST =
      Setting.text("cluster-announce-ip", "")
          .atStart()
          .says("Where others reach the node; empty for the first address of bind.");

  public static final Setting<Long> CLUSTER_PORT =
      Setting.number("cluster-port", 0, 0, PORT_MAX)
          .atStart()
          .says("The port for clients that know Redis Cluster; 0 for none. Only in a cluster.");

  public static final Setting<Boolean> CLUSTER_TLS =
      Setting.flag("cluster-tls", false)
          .atStart()
          .says("Whether cluster-port speaks TLS, with tls-cert-file and its kin.");

  public static final Setting<Long> ANNOUNCED_CLUSTER_PORT =
      Setting.number("cluster-announce-port", 0, 0, PORT_MAX)
          .atStart()
          .says("Where clients reach cluster-port; 0 for the port itself.");

  public static final Setting<String> ANNOUNCED_PEER_HOST =
      Setting.text("cluster-announce-peer-ip", "")
          .atStart()
          .says("Where other nodes reach the node, if not where clients do; empty if so.");

  public static final Setting<Long> ANNOUNCED_PEER_PORT =
      Setting.number("cluster-announce-peer-port", 0, 0, PORT_MAX)
          .atStart()
          .says("The port on which other nodes reach the node; 0 for peer-port itself.");

  public static final Setting<Boolean> MANAGER =
      Setting.flag("manager", true)
          .atStart()
          .says("Whether the node competes for being the cluster's manager.");

  public static final Setting<Long> REPLICAS =
      Setting.number("cluster-replicas", 3, 1, 9)
          .atStart()
          .says("How many replicas table 0 has, if this node is the cluster's first.");

  public static final Setting<String> CONSISTENCY =
      Setting.choice("cluster-consistency", "quorum", "async")
          .atStart()
          .says("The consistency of table 0, if this node is the cluster's first.");

  public static final Setting<Boolean> APPOINT_LAGGING =
      Setting.flag("cluster-appoint-lagging", false)
          .says(
              "Whether the manager on this node appoints a replica that lags, where nobody else"
                  + " can lead a slot of an async table: what it lacks is lost.");

  public static final Setting<Long> LOG_KEPT =
      Setting.size("cluster-log-size", 1L << 30, 1 << 20, Long.MAX_VALUE)
          .atStart()
          .says("How much of the log is kept for nodes that were away.");

  public static final Setting<Long> SNAPSHOT_RATE =
      Setting.size("cluster-snapshot-rate", 32L << 20, 0, Long.MAX_VALUE)
          .says(
              "How many bytes a second the node sends of slots that other nodes lack too much of,"
                  + " all together; 0 for as fast as it goes. Less than 64kb counts as that.");

  /** At this rate every piece of a snapshot still comes before its receiver gives it up. */
  private static final long SNAPSHOT_RATE_MIN = 64 << 10;

  private ClusterSettings() {}

  /** Whether the node is part of a cluster. */
  public static boolean isClustered(Settings settings) {
    return settings.get(ENABLED).equals("yes");
  }

  /** How many bytes of snapshots may leave in a second; 0 for as fast as it goes. */
  public static long snapshotBytesPerSecond(Settings settings) {
    long rate = settings.get(SNAPSHOT_RATE);
    return rate == 0 ? 0 : Math.max(rate, SNAPSHOT_RATE_MIN);
  }

  static List<Setting<?>> all() {
    return List.of(
        FORWARD_TIMEOUT_MILLIS,
        ENABLED,
        NAME,
        SECRET,
        NODE_NAME,
        ENDPOINTS,
        ETCD_USER,
        ETCD_PASSWORD,
        ETCD_AUTHORITY,
        ETCD_CERTIFICATE,
        ETCD_KEY,
        PEER_PORT,
        PEER_CERTIFICATE,
        PEER_KEY,
        PEER_AUTHORITIES,
        ANNOUNCED_HOST,
        CLUSTER_PORT,
        CLUSTER_TLS,
        ANNOUNCED_CLUSTER_PORT,
        ANNOUNCED_PEER_HOST,
        ANNOUNCED_PEER_PORT,
        MANAGER,
        REPLICAS,
        CONSISTENCY,
        APPOINT_LAGGING,
        LOG_KEPT,
        SNAPSHOT_RATE,
        Setting.text("cluster-config-file", "nodes.conf").atStart().says(NO_EFFECT),
        Setting.text("cluster-announce-hostname", "").says(NO_EFFECT),
        Setting.text("cluster-announce-human-nodename", "").says(NO_EFFECT),
        port("cluster-announce-bus-port"),
        port("cluster-announce-tls-port"),
        Setting.flag("cluster-require-full-coverage", true).says(NO_EFFECT),
        Setting.flag("cluster-replica-no-failover", false)
            .alias("cluster-slave-no-failover")
            .says(NO_EFFECT),
        Setting.number("cluster-replica-validity-factor", 10, 0, Integer.MAX_VALUE)
            .alias("cluster-slave-validity-factor")
            .says(NO_EFFECT),
        Setting.flag("cluster-allow-replica-migration", true).says(NO_EFFECT),
        Setting.number("cluster-migration-barrier", 1, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.flag("cluster-allow-reads-when-down", false).says(NO_EFFECT),
        Setting.flag("cluster-allow-pubsubshard-when-down", true).says(NO_EFFECT),
        Setting.number("cluster-node-timeout", 15000, 0, Long.MAX_VALUE).says(NO_EFFECT),
        Setting.number("cluster-ping-interval", 0, 0, Long.MAX_VALUE).says(NO_EFFECT),
        Setting.size("cluster-link-sendbuf-limit", 0, 0, Long.MAX_VALUE).says(NO_EFFECT),
        Setting.choice("cluster-preferred-endpoint-type", "ip", "hostname", "unknown-endpoint")
            .says(NO_EFFECT));
  }

  private static Setting<Long> port(String name) {
    return Setting.number(name, 0, 0, PORT_MAX).says(NO_EFFECT);
  }
}
