package io.talus.application.report;

import io.talus.application.execution.ShardCounters;
import io.talus.application.host.NodeFigures;
import io.talus.application.statistics.Saves;

/** How safe the data is, and how large. The log is always on, whatever {@code appendonly} says. */
final class PersistenceSection implements Section {
  private final NodeFigures figures;
  private final Saves saves;
  private final ShardCounters counters;

  PersistenceSection(NodeFigures figures, Saves saves, ShardCounters counters) {
    this.figures = figures;
    this.saves = saves;
    this.counters = counters;
  }

  @Override
  public String title() {
    return "Persistence";
  }

  @Override
  public void write(Lines out) {
    out.line("loading", 0);
    out.zeros(
        "async_loading",
        "current_cow_peak",
        "current_cow_size",
        "current_cow_size_age",
        "current_save_keys_processed",
        "current_save_keys_total");
    out.line("current_fork_perc", 0.0);
    out.line("rdb_changes_since_last_save", saves.unitsSince(counters.units()));
    out.line("rdb_bgsave_in_progress", saves.isUnderWay() ? 1 : 0);
    out.line("rdb_last_save_time", saves.lastSeconds());
    out.line("rdb_last_bgsave_status", saves.isLastGood() ? "ok" : "err");
    out.line("rdb_last_bgsave_time_sec", saves.lastTookSeconds());
    out.line("rdb_current_bgsave_time_sec", -1);
    out.line("rdb_saves", saves.count());
    out.zeros("rdb_last_cow_size", "rdb_last_load_keys_expired", "rdb_last_load_keys_loaded");
    out.line("aof_enabled", 1);
    out.line("aof_rewrite_in_progress", 0);
    out.line("aof_rewrite_scheduled", 0);
    out.line("aof_last_rewrite_time_sec", -1);
    out.line("aof_current_rewrite_time_sec", -1);
    out.line("aof_last_bgrewrite_status", "ok");
    out.zeros("aof_rewrites", "aof_rewrites_consecutive_failures", "aof_last_cow_size");
    out.line("aof_last_write_status", "ok");
    out.zeros("module_fork_in_progress", "module_fork_last_cow_size");
    out.line("aof_current_size", figures.logBytes());
    out.line("aof_base_size", 0);
    out.zeros(
        "aof_pending_rewrite", "aof_buffer_length", "aof_pending_bio_fsync", "aof_delayed_fsync");
    out.line("log_bytes_not_in_store", figures.unappliedLogBytes());
    out.line("store_bytes", figures.storeBytes());
  }
}
