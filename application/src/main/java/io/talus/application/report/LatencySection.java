package io.talus.application.report;

import io.talus.application.settings.ObservationSettings;
import io.talus.application.settings.Settings;
import io.talus.application.statistics.LatencyHistogram;
import io.talus.application.statistics.Statistics;
import java.util.Locale;
import java.util.StringJoiner;

/** Percentiles of what each command took, in microseconds. */
final class LatencySection implements Section {
  private static final double NANOS_PER_MICRO = 1000;

  private final Statistics statistics;
  private final Settings settings;

  LatencySection(Statistics statistics, Settings settings) {
    this.statistics = statistics;
    this.settings = settings;
  }

  @Override
  public String title() {
    return "Latencystats";
  }

  @Override
  public void write(Lines out) {
    statistics
        .commands()
        .forEach(
            (name, counted) -> {
              if (counted.latency().total() > 0) {
                out.line("latency_percentiles_usec_" + name, text(counted.latency()));
              }
            });
  }

  private String text(LatencyHistogram latency) {
    StringJoiner text = new StringJoiner(",");
    for (String percentile : settings.get(ObservationSettings.LATENCY_PERCENTILES)) {
      double micros = latency.percentile(Double.parseDouble(percentile)) / NANOS_PER_MICRO;
      text.add(String.format(Locale.ROOT, "p%s=%.3f", percentile, micros));
    }
    return text.toString();
  }
}
