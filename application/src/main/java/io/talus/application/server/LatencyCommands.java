package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.session.SessionCommand;
import io.talus.application.statistics.LatencyEvents;
import io.talus.application.statistics.LatencyEvents.Series;
import io.talus.application.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** LATENCY: spells of latency that were noted, and how long commands take. */
final class LatencyCommands {
  private static final String GROUP = "server";
  private static final String SINCE = "2.8.13";

  private final LatencyEvents events;

  private LatencyCommands(LatencyEvents events) {
    this.events = events;
  }

  static CommandSpec container(Statistics statistics, LatencyDoctor doctor) {
    LatencyCommands commands = new LatencyCommands(statistics.latencyEvents());
    return Help.container(
        "latency",
        SINCE,
        GROUP,
        List.of(
            row("latest", 2, (args, session) -> commands.latest())
                .docs(SINCE, GROUP, "O(1)", "Shows the latest spell of each event.", ""),
            row("history", 3, (args, session) -> commands.history(args))
                .docs(SINCE, GROUP, "O(1)", "Shows the spells of an event.", "event"),
            row("reset", -2, (args, session) -> commands.reset(args))
                .docs(SINCE, GROUP, "O(1)", "Forgets events.", "[event [event ...]]"),
            row("graph", 3, (args, session) -> commands.graph(args, doctor))
                .docs(SINCE, GROUP, "O(1)", "Draws the spells of an event.", "event"),
            row("doctor", 2, (args, session) -> new Reply.Verbatim(doctor.report()))
                .docs(SINCE, GROUP, "O(1)", "Says what the spells may come from.", ""),
            row("histogram", -2, new LatencyHistograms(statistics))
                .docs(
                    "7.0.0",
                    GROUP,
                    "O(N) where N is the number of commands with latency information",
                    "Shows how calls of commands are distributed over durations.",
                    "[command [command ...]]")));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("latency|" + name, arity, command).flags(ADMIN, NOSCRIPT, LOADING, STALE);
  }

  private Reply latest() {
    List<Reply> latest = new ArrayList<>();
    for (Map.Entry<String, Series> event : events.series().entrySet()) {
      Series series = event.getValue();
      LatencyEvents.Sample last = series.samples().getLast();
      latest.add(
          Reply.array(
              Reply.bulk(event.getKey()),
              Reply.integer(last.atSeconds()),
              Reply.integer(last.millis()),
              Reply.integer(series.millisMax())));
    }
    return new Reply.Array(latest);
  }

  private Reply history(Arguments args) {
    Series series = events.series().get(args.text(2));
    if (series == null) {
      return Reply.EMPTY_ARRAY;
    }
    return new Reply.Array(
        series.samples().stream()
            .map(
                sample ->
                    Reply.array(Reply.integer(sample.atSeconds()), Reply.integer(sample.millis())))
            .toList());
  }

  private Reply reset(Arguments args) {
    if (args.count() == 2) {
      return Reply.integer(events.forgetAll());
    }
    int forgotten = 0;
    for (int i = 2; i < args.count(); i++) {
      forgotten += events.forget(args.text(i)) ? 1 : 0;
    }
    return Reply.integer(forgotten);
  }

  private Reply graph(Arguments args, LatencyDoctor doctor) {
    String event = args.text(2);
    Series series = events.series().get(event);
    if (series == null) {
      throw new CommandError("ERR No samples available for event '" + event + "'");
    }
    return new Reply.Verbatim(doctor.graph(event, series));
  }
}
