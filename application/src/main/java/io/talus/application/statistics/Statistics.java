package io.talus.application.statistics;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.settings.ObservationSettings;
import io.talus.application.settings.Settings;
import io.talus.application.shard.CommandLedger;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counters of a node, for INFO. Belongs to the shard's thread. */
public final class Statistics implements CommandLedger {
  private final EventLoop loop;
  private final SlowLog slowLog;
  private final LatencyEvents latencyEvents;
  private final ErrorCounts errors = new ErrorCounts();
  private final IdentityHashMap<CommandSpec, CommandStatistics> commands = new IdentityHashMap<>();
  private final Rate rate;
  private boolean latencyTracked;
  private long processed;
  private long connections;
  private long refusedConnections;
  private long evictedClients;

  public Statistics(Settings settings, EventLoop loop) {
    this.loop = loop;
    this.slowLog = new SlowLog(settings);
    this.latencyEvents = new LatencyEvents(settings);
    this.rate = new Rate(loop);
    settings.onChange(
        changed -> latencyTracked = changed.get(ObservationSettings.LATENCY_TRACKING));
  }

  @Override
  public void runs(Session session, CommandSpec spec) {
    session.ran(spec.name(), loop.nowMillis());
  }

  @Override
  public void ran(
      Session session, CommandSpec spec, Arguments args, CommandOutcome outcome, long nanos) {
    if (outcome instanceof Blocked) {
      return;
    }
    processed++;
    boolean failed = outcome instanceof Reply.Error;
    if (outcome instanceof Reply.Error error) {
      errors.add(error.text());
    }
    of(spec).ran(nanos, failed, latencyTracked);
    if (slowLog.isSlow(nanos) && !spec.has(CommandFlag.SKIP_SLOWLOG)) {
      slowLog.add(session, Redaction.of(spec, args), nanos, loop.nowMillis());
    }
    if (latencyEvents.isNoteworthy(nanos)) {
      latencyEvents.add(
          spec.has(CommandFlag.FAST) ? "fast-command" : "command", nanos, loop.nowMillis());
    }
  }

  @Override
  public void refused(@Nullable CommandSpec spec, Reply.Error error) {
    errors.add(error.text());
    if (spec != null) {
      of(spec).refused();
    }
  }

  private CommandStatistics of(CommandSpec spec) {
    CommandStatistics found = commands.get(spec);
    if (found == null) {
      found = new CommandStatistics();
      commands.put(spec, found);
    }
    return found;
  }

  /** A client has connected. */
  public void connected() {
    connections++;
  }

  /** A client was refused because there are too many, or it may not connect from there. */
  public void connectionRefused() {
    refusedConnections++;
  }

  /** A client was closed because it made the server keep too much. */
  public void clientEvicted() {
    evictedClients++;
  }

  public long evictedClients() {
    return evictedClients;
  }

  public SlowLog slowLog() {
    return slowLog;
  }

  public LatencyEvents latencyEvents() {
    return latencyEvents;
  }

  public ErrorCounts errors() {
    return errors;
  }

  /** Commands per second, as of late. */
  public Rate rate() {
    rate.sample(processed);
    return rate;
  }

  public long processed() {
    return processed;
  }

  public long connections() {
    return connections;
  }

  public long refusedConnections() {
    return refusedConnections;
  }

  /** What was counted about each command that was called, by name. */
  public Map<String, CommandStatistics> commands() {
    Map<String, CommandStatistics> byName = new TreeMap<>();
    commands.forEach((spec, counted) -> byName.put(spec.name(), counted));
    return byName;
  }

  /** CONFIG RESETSTAT. */
  public void reset() {
    errors.clear();
    commands.clear();
    processed = 0;
    connections = 0;
    refusedConnections = 0;
    evictedClients = 0;
  }
}
