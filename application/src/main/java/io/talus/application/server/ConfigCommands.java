package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.execution.ShardCounters;
import io.talus.application.host.Host;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.Settings;
import io.talus.application.statistics.Statistics;
import java.util.List;

/** CONFIG: settings while the node runs. */
final class ConfigCommands {
  private static final String GROUP = "server";

  private ConfigCommands() {}

  static CommandSpec container(
      Settings settings, Host host, Statistics statistics, ShardCounters counters) {
    return Help.container(
        "config",
        "2.0.0",
        GROUP,
        List.of(
            row("get", -3, new ConfigGet(settings))
                .docs(
                    "2.0.0",
                    GROUP,
                    "O(N) when N is the number of configuration parameters provided",
                    "Shows settings by name or pattern.",
                    "parameter [parameter ...]"),
            row("set", -4, new ConfigSet(settings))
                .hides(ConfigSet::secrets)
                .docs(
                    "2.0.0",
                    GROUP,
                    "O(N) when N is the number of configuration parameters provided",
                    "Changes settings, all of them or none.",
                    "parameter value [parameter value ...]"),
            row("rewrite", 2, new ConfigSave(settings, host.configFile()))
                .docs("2.8.0", GROUP, "O(1)", "Writes the settings to the file.", ""),
            row("resetstat", 2, reset(statistics, counters))
                .docs("2.0.0", GROUP, "O(1)", "Begins to count anew.", "")));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("config|" + name, arity, command).flags(ADMIN, NOSCRIPT, LOADING, STALE);
  }

  private static SessionCommand reset(Statistics statistics, ShardCounters counters) {
    return (args, session) -> {
      statistics.reset();
      counters.reset();
      return Reply.OK;
    };
  }
}
