package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
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

  private DebugCommand(Settings settings, Switches switches) {
    this.settings = settings;
    this.switches = switches;
  }

  static List<CommandSpec> table(Settings settings, Switches switches) {
    return List.of(
        CommandSpec.of("debug", -2, new DebugCommand(settings, switches))
            .flags(ADMIN, NOSCRIPT, LOADING, STALE)
            .docs("1.0.0", "server", "Depends on subcommand.", "Serves tests.", ""));
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (!isAllowed(session)) {
      throw new CommandError(REFUSED);
    }
    String subcommand = args.text(1).toLowerCase(Locale.ROOT);
    switch (subcommand) {
      case "log" -> LOG.info("DEBUG LOG: {}", args.count() > 2 ? args.text(2) : "");
      case "set-active-expire" -> switches.expiryActive(args.integer(2, 0, 1, "ERR 0 or 1") == 1);
      case "quicklist-packed-threshold", "set-disable-deny-scripts", "change-repl-id" -> {
        // Tells Redis how to store or replicate; Talus does it its own way, whatever is asked.
      }
      default ->
          throw new CommandError(
              "ERR unknown subcommand or wrong number of arguments for '%s'. Try DEBUG HELP."
                  .formatted(subcommand));
    }
    return Reply.OK;
  }

  private boolean isAllowed(Session session) {
    return switch (settings.get(AccessSettings.DEBUG_COMMAND)) {
      case "yes" -> true;
      case "local" -> session.channel().isLocal();
      default -> false;
    };
  }
}
