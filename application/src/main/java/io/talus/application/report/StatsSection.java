package io.talus.application.report;

import io.talus.application.host.NodeFigures;
import io.talus.application.shard.ShardCounters;
import io.talus.application.statistics.Statistics;

/** What was counted since the start, or since CONFIG RESETSTAT. */
final class StatsSection implements Section {
  private final Statistics statistics;
  private final ShardCounters counters;
  private final NodeFigures figures;

  StatsSection(Statistics statistics, ShardCounters counters, NodeFigures figures) {
    this.statistics = statistics;
    this.counters = counters;
    this.figures = figures;
  }

  @Override
  public String title() {
    return "Stats";
  }

  @Override
  public void write(Lines out) {
    out.line("total_connections_received", statistics.connections());
    out.line("total_commands_processed", statistics.processed());
    out.line("instantaneous_ops_per_sec", statistics.rate().perSecond());
    out.line("total_net_input_bytes", figures.receivedBytes());
    out.line("total_net_output_bytes", figures.sentBytes());
    out.line("rejected_connections", statistics.refusedConnections());
    out.line("sync_full", 0);
    out.line("sync_partial_ok", 0);
    out.line("sync_partial_err", 0);
    out.line("expired_keys", counters.expiredKeys());
    out.line("evicted_keys", 0);
    out.line("evicted_from_memory", figures.evictedFromMemory());
    out.line("evicted_clients", 0);
    out.line("keyspace_hits", counters.hits());
    out.line("keyspace_misses", counters.misses());
    out.line("pubsub_channels", 0);
    out.line("pubsub_patterns", 0);
    out.line("pubsubshard_channels", 0);
    out.line("latest_fork_usec", 0);
    out.line("total_forks", 0);
    out.line("tracking_total_keys", 0);
    out.line("tracking_total_items", 0);
    out.line("tracking_total_prefixes", 0);
    out.line("unexpected_error_replies", 0);
    out.line("total_error_replies", statistics.errors().total());
    out.line("acl_access_denied_auth", statistics.errors().byWord().getOrDefault("WRONGPASS", 0L));
    out.line("acl_access_denied_cmd", statistics.errors().byWord().getOrDefault("NOPERM", 0L));
  }
}
