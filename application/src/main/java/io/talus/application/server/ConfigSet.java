package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.RefusedChange;
import io.talus.application.settings.Setting;
import io.talus.application.settings.SettingCatalog;
import io.talus.application.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** CONFIG SET: changes several settings at once, or none. */
final class ConfigSet implements SessionCommand {
  private static final Set<String> SECRET_SETTINGS = SettingCatalog.secretNames();

  private final Settings settings;

  ConfigSet(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (args.count() % 2 != 0) {
      throw Errors.syntax();
    }
    Map<Setting<?>, String> values = new LinkedHashMap<>();
    String twice = null;
    for (int i = 2; i < args.count(); i += 2) {
      Setting<?> setting = find(args.text(i));
      if (values.put(setting, args.get(i + 1).toString()) != null && twice == null) {
        twice = args.text(i);
      }
    }
    if (twice != null) {
      throw failure(twice, "duplicate parameter");
    }
    change(values, session);
    return Reply.OK;
  }

  /** The values of settings that nobody else may read. */
  static void secrets(Arguments args, IntConsumer visitor) {
    for (int i = 2; args.hasNext(i); i += 2) {
      if (SECRET_SETTINGS.contains(args.text(i).toLowerCase(Locale.ROOT))) {
        visitor.accept(i + 1);
      }
    }
  }

  private Setting<?> find(String name) {
    Setting<?> setting = settings.find(name);
    if (setting == null) {
      throw new CommandError(
          "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
    }
    return setting;
  }

  private void change(Map<Setting<?>, String> values, Session session) {
    boolean openProtected =
        Permission.of(settings.get(AccessSettings.PROTECTED_CONFIGS)).isGiven(session);
    try {
      settings.change(values, openProtected);
    } catch (RefusedChange refused) {
      throw failure(refused.setting(), refused.reason());
    }
  }

  private static CommandError failure(String name, String reason) {
    return new CommandError(
        "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + reason);
  }
}
