package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.Setting;
import io.talus.application.settings.SettingCatalog;
import io.talus.application.settings.Settings;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CONFIG GET: settings by name, alias or pattern, each once. */
final class ConfigGet implements SessionCommand {
  private final Settings settings;

  ConfigGet(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 2; i < args.count(); i++) {
      String name = args.text(i).toLowerCase(Locale.ROOT);
      if (name.matches(".*[*?\\[].*")) {
        addMatching(GlobPattern.of(Bytes.of(name)), found);
      } else {
        add(name, settings.find(name), found);
      }
    }
    List<Reply> items = new ArrayList<>();
    found.forEach(
        (name, value) -> {
          items.add(Reply.bulk(name));
          items.add(Reply.bulk(value));
        });
    return new Reply.Map(items);
  }

  private void addMatching(GlobPattern pattern, Map<String, String> found) {
    for (String name : settings.names()) {
      if (SettingCatalog.isShown(name) && pattern.matches(Bytes.of(name))) {
        add(name, settings.find(name), found);
      }
    }
  }

  private void add(String name, @Nullable Setting<?> setting, Map<String, String> found) {
    if (setting != null) {
      found.put(name, settings.text(setting));
    }
  }
}
