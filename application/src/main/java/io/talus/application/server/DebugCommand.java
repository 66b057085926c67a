package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Shard;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG: what Redis's test suite turns on and off. Refused unless {@code enable-debug-command}. */
final class DebugCommand implements SessionCommand {
  private static final Logger LOG = LoggerFactory.getLogger(DebugCommand.class);
  private static final String REFUSED =
      "ERR DEBUG command not allowed. If the enable-debug-command option is set to \"local\", you"
          + " can run it from a local connection, otherwise you need to set this option in the"
          + " configuration file, and then restart the server.";

  private final Settings settings;
  private final Switches switches;
  private final Debugging debugging;

  private DebugCommand(Settings settings, Switches switches, Debugging debugging) {
    this.settings = settings;
    this.switches = switches;
    this.debugging = debugging;
  }

  static List<CommandSpec> table(
      Settings settings, Switches switches, EventLoop loop, Shard shard) {
    return List.of(
        CommandSpec.of(
                "debug", -2, new DebugCommand(settings, switches, new Debugging(loop, shard)))
            .flags(ADMIN, NOSCRIPT, LOADING, STALE)
            .docs("1.0.0", "server", "Depends on subcommand.", "Serves tests.", ""));
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (!isAllowed(session)) {
      throw new CommandError(REFUSED);
    }
    String subcommand = args.text(1).toLowerCase(Locale.ROOT);
    return switch (subcommand) {
      case "log" -> {
        LOG.info("DEBUG LOG: {}", args.count() > 2 ? args.text(2) : "");
        yield Reply.OK;
      }
      case "set-active-expire" -> {
        requireCount(args, 3);
        switches.expiryActive(args.integer(2, 0, 1, "ERR 0 or 1") == 1);
        yield Reply.OK;
      }
      case "sleep" -> debugging.sleep(requireCount(args, 3));
      case "object" -> debugging.object(requireCount(args, 3), session);
      case "stringmatch-len" -> Debugging.patternLength(requireCount(args, 4));
      case "error" -> throw new CommandError(requireCount(args, 3).text(2));
      case "protocol" -> Debugging.sample(requireCount(args, 3));
      // These tell Redis how to store or replicate; Talus does it its own way, whatever is asked.
      case "quicklist-packed-threshold",
          "set-disable-deny-scripts",
          "change-repl-id",
          "pause-cron",
          "replybuffer" ->
          Reply.OK;
      default -> throw unknown(subcommand);
    };
  }

  private static Arguments requireCount(Arguments args, int count) {
    if (args.count() != count) {
      throw unknown(args.text(1).toLowerCase(Locale.ROOT));
    }
    return args;
  }

  private static CommandError unknown(String subcommand) {
    return new CommandError(
        "ERR unknown subcommand or wrong number of arguments for '%s'. Try DEBUG HELP."
            .formatted(subcommand));
  }

  private boolean isAllowed(Session session) {
    return switch (settings.get(AccessSettings.DEBUG_COMMAND)) {
      case "yes" -> true;
      case "local" -> session.channel().isLocal();
      default -> false;
    };
  }
}
