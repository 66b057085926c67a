package io.talus.application.server;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;

import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Access;
import io.talus.application.connection.RefusalLog;
import io.talus.application.directory.CommandDirectory;
import io.talus.application.port.EventLoop;
import io.talus.application.settings.Settings;
import io.talus.application.statistics.Statistics;
import java.util.List;

/** The commands that show what happened on the node, and who may do what. */
final class ObservationCommands {
  private ObservationCommands() {}

  static List<CommandSpec> table(
      Statistics statistics,
      Settings settings,
      EventLoop loop,
      Access access,
      RefusalLog refusals,
      CommandDirectory directory) {
    LatencyDoctor doctor = new LatencyDoctor(statistics.latencyEvents(), settings, loop);
    return List.of(
        SlowLogCommands.container(statistics.slowLog()),
        LatencyCommands.container(statistics, doctor),
        AccessListCommands.container(access, refusals, directory),
        CommandSpec.of("lolwut", -1, new Lolwut())
            .flags(READONLY, FAST)
            .docs("5.0.0", "server", "O(1)", "Draws a picture.", "[VERSION version]"));
  }
}
