package io.talus.application.report;

import io.talus.application.statistics.CommandStatistics;
import io.talus.application.statistics.Statistics;
import java.util.Locale;

/** How often each command was called, and how long that took. */
final class CommandSection implements Section {
  private final Statistics statistics;

  CommandSection(Statistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public String title() {
    return "Commandstats";
  }

  @Override
  public void write(Lines out) {
    statistics.commands().forEach((name, counted) -> out.line("cmdstat_" + name, text(counted)));
  }

  private static String text(CommandStatistics counted) {
    double perCall = counted.calls() == 0 ? 0 : (double) counted.micros() / counted.calls();
    return String.format(
        Locale.ROOT,
        "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
        counted.calls(),
        counted.micros(),
        perCall,
        counted.rejected(),
        counted.failed());
  }
}
