package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.statistics.CommandStatistics;
import io.talus.application.statistics.LatencyHistogram;
import io.talus.application.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** LATENCY HISTOGRAM: for each command, how many calls ended within each power of two. */
final class LatencyHistograms implements SessionCommand {
  private static final long NANOS_PER_MICRO = 1000;

  /** About 18 minutes: whatever takes longer is in the sum of calls alone. */
  private static final long MICROS_MAX = 1L << 30;

  private final Statistics statistics;

  LatencyHistograms(Statistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Map<String, CommandStatistics> commands = statistics.commands();
    List<Reply> items = new ArrayList<>();
    if (args.count() == 2) {
      commands.forEach((name, counted) -> add(name, counted, items));
    }
    for (int i = 2; i < args.count(); i++) {
      String asked = args.text(i).toLowerCase(Locale.ROOT);
      commands.forEach(
          (name, counted) -> {
            if (name.equals(asked) || name.startsWith(asked + "|")) {
              add(name, counted, items);
            }
          });
    }
    return new Reply.Map(items);
  }

  private static void add(String name, CommandStatistics counted, List<Reply> items) {
    if (counted.latency().total() == 0) {
      return;
    }
    items.add(Reply.bulk(name));
    items.add(
        Reply.map(
            Reply.bulk("calls"),
            Reply.integer(counted.calls()),
            Reply.bulk("histogram_usec"),
            new Reply.Map(distribution(counted.latency()))));
  }

  /** Powers of two in microseconds, each with the calls so far; only where calls were added. */
  private static List<Reply> distribution(LatencyHistogram latency) {
    List<Reply> buckets = new ArrayList<>();
    long before = 0;
    for (long micros = 1; micros <= MICROS_MAX && before < latency.total(); micros <<= 1) {
      long within = latency.within(micros * NANOS_PER_MICRO);
      if (within > before) {
        buckets.add(Reply.integer(micros));
        buckets.add(Reply.integer(within));
        before = within;
      }
    }
    return buckets;
  }
}
