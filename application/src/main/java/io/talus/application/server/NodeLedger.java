package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Monitors;
import io.talus.application.session.Session;
import io.talus.application.shard.CommandLedger;
import io.talus.application.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What commands came to is counted, and shown to the clients that watch. */
final class NodeLedger implements CommandLedger {
  private final Statistics statistics;
  private final Monitors monitors;

  NodeLedger(Statistics statistics, Monitors monitors) {
    this.statistics = statistics;
    this.monitors = monitors;
  }

  @Override
  public void runs(Session session, CommandSpec spec) {
    statistics.runs(session, spec);
  }

  @Override
  public void ran(
      Session session, CommandSpec spec, Arguments args, CommandOutcome outcome, long nanos) {
    statistics.ran(session, spec, args, outcome, nanos);
    if (!(outcome instanceof Blocked)) {
      monitors.ran(session, spec, args);
    }
  }

  @Override
  public void refused(@Nullable CommandSpec spec, Reply.Error error) {
    statistics.refused(spec, error);
  }
}
