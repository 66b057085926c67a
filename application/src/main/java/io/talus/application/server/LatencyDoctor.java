package io.talus.application.server;

import io.talus.application.port.EventLoop;
import io.talus.application.settings.ObservationSettings;
import io.talus.application.settings.Settings;
import io.talus.application.statistics.LatencyEvents;
import io.talus.application.statistics.LatencyEvents.Sample;
import io.talus.application.statistics.LatencyEvents.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the noted spells of latency for people: LATENCY DOCTOR and GRAPH. */
final class LatencyDoctor {
  private static final String UNWATCHED =
      "I'm sorry, latency monitoring is off. CONFIG SET latency-monitor-threshold <milliseconds>"
          + " turns it on.\n";
  private static final String HEALTHY =
      "No spell of latency was observed so far, and nothing is wrong with this node as far as"
          + " latency goes.\n";
  private static final int GRAPH_ROWS = 4;
  private static final String LEVELS = "_o#";

  private final LatencyEvents events;
  private final Settings settings;
  private final EventLoop loop;

  LatencyDoctor(LatencyEvents events, Settings settings, EventLoop loop) {
    this.events = events;
    this.settings = settings;
    this.loop = loop;
  }

  String report() {
    if (settings.get(ObservationSettings.LATENCY_THRESHOLD_MILLIS) == 0) {
      return UNWATCHED;
    }
    if (events.series().isEmpty()) {
      return HEALTHY;
    }
    StringBuilder text = new StringBuilder("Spells of latency were observed:\n\n");
    events.series().forEach((event, series) -> text.append(finding(event, series)));
    return text.append("\nWhat helps:\n").append(advice()).toString();
  }

  private static String finding(String event, Series series) {
    long sum = series.samples().stream().mapToLong(Sample::millis).sum();
    int count = series.samples().size();
    return String.format(
        Locale.ROOT,
        "- %s: %d spells, on average %d ms, worst %d ms.%n",
        event,
        count,
        sum / count,
        series.millisMax());
  }

  private static String advice() {
    return """
        - SLOWLOG GET names the commands that took long (CONFIG SET slowlog-log-slower-than 1000 shows more).
        - Commands over whole collections or tables (KEYS, SMEMBERS, HGETALL, LRANGE 0 -1) can be replaced by SCAN and its kin.
        - With appendfsync always a reply waits for the disk: look at the disk's latency.
        - INFO memory shows whether keys in use fit the resident tier; what does not is read from disk.
        """;
  }

  /** The spells as columns, the newest at the right, each with its age below. */
  String graph(String event, Series series) {
    List<Sample> samples = List.copyOf(series.samples());
    long max = samples.stream().mapToLong(Sample::millis).max().orElse(0);
    long min = samples.stream().mapToLong(Sample::millis).min().orElse(0);
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s - high %d ms, low %d ms (all time high %d ms)%n",
                event,
                max,
                min,
                series.millisMax()));
    text.append("-".repeat(80)).append('\n');
    rows(samples, max).forEach(row -> text.append(row).append('\n'));
    return text.append('\n').append(ages(samples)).toString();
  }

  private static List<String> rows(List<Sample> samples, long max) {
    int steps = GRAPH_ROWS * LEVELS.length();
    List<String> rows = new ArrayList<>();
    for (int row = GRAPH_ROWS - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (Sample sample : samples) {
        long height = max == 0 ? 0 : sample.millis() * (steps - 1) / max;
        long above = height - (long) row * LEVELS.length();
        line.append(above < 0 ? ' ' : LEVELS.charAt((int) Math.min(above, LEVELS.length() - 1L)));
      }
      rows.add(line.toString());
    }
    return rows;
  }

  private String ages(List<Sample> samples) {
    List<String> labels = samples.stream().map(this::age).toList();
    int length = labels.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < length; at++) {
      for (String label : labels) {
        text.append(at < label.length() ? label.charAt(at) : ' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String age(Sample sample) {
    long seconds = Math.max(0, loop.nowMillis() / 1000 - sample.atSeconds());
    if (seconds < 60) {
      return seconds + "s";
    } else if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 24 * 3600 ? seconds / 3600 + "h" : seconds / (24 * 3600) + "d";
  }
}
