package io.talus.application.report;

import io.talus.application.host.NodeFigures;
import io.talus.application.statistics.Saves;

/** How safe the data is, and how large. The log is always on, whatever {@code appendonly} says. */
final class PersistenceSection implements Section {
  private final NodeFigures figures;
  private final Saves saves;

  PersistenceSection(NodeFigures figures, Saves saves) {
    this.figures = figures;
    this.saves = saves;
  }

  @Override
  public String title() {
    return "Persistence";
  }

  @Override
  public void write(Lines out) {
    out.line("loading", 0);
    out.line("async_loading", 0);
    out.line("rdb_changes_since_last_save", 0);
    out.line("rdb_bgsave_in_progress", saves.isUnderWay() ? 1 : 0);
    out.line("rdb_last_save_time", saves.lastSeconds());
    out.line("rdb_last_bgsave_status", saves.isLastGood() ? "ok" : "err");
    out.line("rdb_last_bgsave_time_sec", saves.lastTookSeconds());
    out.line("rdb_current_bgsave_time_sec", -1);
    out.line("rdb_saves", saves.count());
    out.line("aof_enabled", 1);
    out.line("aof_rewrite_in_progress", 0);
    out.line("aof_rewrite_scheduled", 0);
    out.line("aof_last_rewrite_time_sec", -1);
    out.line("aof_current_rewrite_time_sec", -1);
    out.line("aof_last_bgrewrite_status", "ok");
    out.line("aof_last_write_status", "ok");
    out.line("aof_current_size", figures.logBytes());
    out.line("log_bytes_not_in_store", figures.unappliedLogBytes());
    out.line("store_bytes", figures.storeBytes());
  }
}
