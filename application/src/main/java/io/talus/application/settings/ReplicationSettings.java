package io.talus.application.settings;

import java.util.List;

/** What Redis lets one say about its replicas; Talus replicates slots through its cluster. */
final class ReplicationSettings {
  private static final String NO_EFFECT =
      "Accepted without effect: slots are replicated by the cluster, not by Redis's protocol.";
  private static final long MEGABYTE = 1024L * 1024;
  private static final long HOUR_SECONDS = 3600;
  private static final int PORT_MAX = 65535;

  private ReplicationSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        Setting.choice("replicaof", "").alias("slaveof").atStart().says("Must be empty."),
        Setting.text("masteruser", "").isSecret().says(NO_EFFECT),
        Setting.text("masterauth", "").isSecret().says(NO_EFFECT),
        Setting.text("replica-announce-ip", "").alias("slave-announce-ip").says(NO_EFFECT),
        Setting.number("replica-announce-port", 0, 0, PORT_MAX)
            .alias("slave-announce-port")
            .says(NO_EFFECT),
        Setting.flag("replica-announced", true).says(NO_EFFECT),
        Setting.flag("replica-serve-stale-data", true)
            .alias("slave-serve-stale-data")
            .says(NO_EFFECT),
        Setting.flag("replica-read-only", true).alias("slave-read-only").says(NO_EFFECT),
        Setting.flag("replica-ignore-maxmemory", true)
            .alias("slave-ignore-maxmemory")
            .says(NO_EFFECT),
        Setting.flag("replica-ignore-disk-write-errors", false).says(NO_EFFECT),
        Setting.flag("replica-lazy-flush", false).alias("slave-lazy-flush").says(NO_EFFECT),
        Setting.number("replica-priority", 100, 0, Integer.MAX_VALUE)
            .alias("slave-priority")
            .says(NO_EFFECT),
        Setting.number("min-replicas-to-write", 0, 0, Integer.MAX_VALUE)
            .alias("min-slaves-to-write")
            .says(NO_EFFECT),
        Setting.number("min-replicas-max-lag", 10, 0, Integer.MAX_VALUE)
            .alias("min-slaves-max-lag")
            .says(NO_EFFECT),
        Setting.flag("repl-disable-tcp-nodelay", false).says(NO_EFFECT),
        Setting.flag("repl-diskless-sync", true).says(NO_EFFECT),
        Setting.number("repl-diskless-sync-delay", 5, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.number("repl-diskless-sync-max-replicas", 0, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.choice("repl-diskless-load", "disabled", "on-empty-db", "swapdb").says(NO_EFFECT),
        Setting.number("repl-timeout", 60, 1, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.number("repl-ping-replica-period", 10, 1, Integer.MAX_VALUE)
            .alias("repl-ping-slave-period")
            .says(NO_EFFECT),
        Setting.size("repl-backlog-size", MEGABYTE, 1, Long.MAX_VALUE).says(NO_EFFECT),
        Setting.number("repl-backlog-ttl", HOUR_SECONDS, 0, Long.MAX_VALUE).says(NO_EFFECT),
        Setting.choice("propagation-error-behavior", "ignore", "panic", "panic-on-replicas")
            .says(NO_EFFECT));
  }
}
