package io.talus.application.server;

import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandSpec;
import io.talus.application.host.ClusterStanding;
import io.talus.application.host.Host;
import io.talus.application.port.EventLoop;
import io.talus.application.report.NodeReport;
import io.talus.application.session.Sessions;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Shard;
import io.talus.application.statistics.Saves;
import io.talus.application.statistics.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The commands on the node itself. */
final class ServerCommands {
  private static final String GROUP = "server";

  /** What they work on. */
  record Parts(
      Settings settings,
      Host host,
      EventLoop loop,
      Sessions sessions,
      Statistics statistics,
      Saves saves,
      Switches switches,
      Shard shard,
      Supplier<Optional<ClusterStanding>> cluster) {}

  private ServerCommands() {}

  static List<CommandSpec> table(Parts parts) {
    return List.of(
        ConfigCommands.container(
            parts.settings, parts.host, parts.statistics, parts.shard.counters()),
        CommandSpec.of("info", -1, report(parts))
            .flags(LOADING, STALE)
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Tells about the node, section by section.",
                "[section [section ...]]"));
  }

  private static NodeReport report(Parts parts) {
    return new NodeReport(
        parts.host,
        parts.settings,
        parts.loop,
        parts.sessions,
        parts.statistics,
        parts.saves,
        parts.shard,
        parts.cluster);
  }
}
