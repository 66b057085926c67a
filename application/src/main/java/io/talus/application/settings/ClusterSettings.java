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

  private ClusterSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        FORWARD_TIMEOUT_MILLIS,
        Setting.choice("cluster-enabled", "no")
            .atStart()
            .says("Must be no: a node joins a cluster of Talus in another way."),
        Setting.text("cluster-config-file", "nodes.conf").atStart().says(NO_EFFECT),
        Setting.text("cluster-announce-ip", "").says(NO_EFFECT),
        Setting.text("cluster-announce-hostname", "").says(NO_EFFECT),
        Setting.text("cluster-announce-human-nodename", "").says(NO_EFFECT),
        port("cluster-port").atStart(),
        port("cluster-announce-port"),
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
