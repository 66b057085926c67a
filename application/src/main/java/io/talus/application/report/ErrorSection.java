package io.talus.application.report;

import io.talus.application.statistics.Statistics;

/** How often each kind of error was answered. */
final class ErrorSection implements Section {
  private final Statistics statistics;

  ErrorSection(Statistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public String title() {
    return "Errorstats";
  }

  @Override
  public void write(Lines out) {
    statistics
        .errors()
        .byWord()
        .forEach((word, count) -> out.line("errorstat_" + word, "count=" + count));
  }
}
