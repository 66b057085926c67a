package io.talus.application.report;

import io.talus.application.execution.ShardCounters;
import io.talus.application.host.NodeFigures;
import io.talus.application.port.EventLoop;
import io.talus.application.statistics.Rate;
import io.talus.application.statistics.Statistics;

/** What was counted since the start, or since CONFIG RESETSTAT. */
final class StatsSection implements Section {
  private static final double KILOBYTE = 1024;

  private final Statistics statistics;
  private final ShardCounters counters;
  private final NodeFigures figures;
  private final Rate received;
  private final Rate sent;

  StatsSection(Statistics statistics, ShardCounters counters, NodeFigures figures, EventLoop loop) {
    this.statistics = statistics;
    this.counters = counters;
    this.figures = figures;
    this.received = new Rate(loop);
    this.sent = new Rate(loop);
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
    traffic(out);
    out.line("rejected_connections", statistics.refusedConnections());
    out.zeros("sync_full", "sync_partial_ok", "sync_partial_err");
    keys(out);
    out.zeros(
        "pubsub_channels",
        "pubsub_patterns",
        "pubsubshard_channels",
        "latest_fork_usec",
        "total_forks",
        "migrate_cached_sockets",
        "slave_expires_tracked_keys",
        "active_defrag_hits",
        "active_defrag_misses",
        "active_defrag_key_hits",
        "active_defrag_key_misses",
        "total_active_defrag_time",
        "current_active_defrag_time",
        "tracking_total_keys",
        "tracking_total_items",
        "tracking_total_prefixes",
        "unexpected_error_replies");
    out.line("total_error_replies", statistics.errors().total());
    out.zeros(
        "dump_payload_sanitizations",
        "io_threaded_reads_processed",
        "io_threaded_writes_processed",
        "reply_buffer_shrinks",
        "reply_buffer_expands");
    refusals(out);
  }

  private void traffic(Lines out) {
    out.line("total_net_input_bytes", figures.receivedBytes());
    out.line("total_net_output_bytes", figures.sentBytes());
    out.zeros("total_net_repl_input_bytes", "total_net_repl_output_bytes");
    received.sample(figures.receivedBytes());
    sent.sample(figures.sentBytes());
    out.line("instantaneous_input_kbps", received.perSecond() / KILOBYTE);
    out.line("instantaneous_output_kbps", sent.perSecond() / KILOBYTE);
    out.line("instantaneous_input_repl_kbps", 0.0);
    out.line("instantaneous_output_repl_kbps", 0.0);
  }

  private void keys(Lines out) {
    out.line("expired_keys", counters.expiredKeys());
    out.line("expired_stale_perc", 0.0);
    out.zeros("expired_time_cap_reached_count", "expire_cycle_cpu_milliseconds");
    out.line("evicted_keys", 0);
    out.line("evicted_from_memory", figures.evictedFromMemory());
    out.line("evicted_clients", statistics.evictedClients());
    out.zeros("total_eviction_exceeded_time", "current_eviction_exceeded_time");
    out.line("keyspace_hits", counters.hits());
    out.line("keyspace_misses", counters.misses());
  }

  private void refusals(Lines out) {
    out.line("acl_access_denied_auth", statistics.errors().byWord().getOrDefault("WRONGPASS", 0L));
    out.line("acl_access_denied_cmd", statistics.errors().byWord().getOrDefault("NOPERM", 0L));
    out.zeros("acl_access_denied_key", "acl_access_denied_channel");
  }
}
