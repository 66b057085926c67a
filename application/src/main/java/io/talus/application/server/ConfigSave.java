package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.host.ConfigFile;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.ConfigRewrite;
import io.talus.application.settings.Settings;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CONFIG REWRITE: brings the file up to date, with its comments and in its order. */
final class ConfigSave implements SessionCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigSave.class);

  private final Settings settings;
  private final ConfigFile file;

  ConfigSave(Settings settings, ConfigFile file) {
    this.settings = settings;
    this.file = file;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (!file.exists()) {
      throw new CommandError("ERR The server is running without a config file");
    }
    try {
      file.write(ConfigRewrite.rewrite(file.read(), settings));
      LOG.info("the configuration file was rewritten");
      return Reply.OK;
    } catch (IOException failed) {
      LOG.warn("the configuration file was not rewritten", failed);
      throw new CommandError("ERR Rewriting config file: " + failed.getMessage());
    }
  }
}
