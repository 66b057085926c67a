package io.talus.application.statistics;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.settings.SettingCatalog;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Commands as SLOWLOG and MONITOR may show them: without passwords. */
public final class Redaction {
  private static final Bytes HIDDEN = Bytes.of("(redacted)");
  private static final Set<String> SECRET_SETTINGS = SettingCatalog.secretNames();

  private Redaction() {}

  /** The arguments, with what nobody else may read replaced. */
  public static Arguments of(CommandSpec spec, Arguments args) {
    return switch (spec.name()) {
      case "auth" -> hidden(args, 1, args.count());
      case "acl|setuser", "acl|deluser", "acl|getuser" -> hidden(args, 2, args.count());
      case "hello" -> hello(args);
      case "config|set" -> configSet(args);
      default -> args;
    };
  }

  private static Arguments hello(Arguments args) {
    for (int i = 2; i < args.count(); i++) {
      if (args.is(i, "AUTH")) {
        return hidden(args, i + 1, Math.min(i + 3, args.count()));
      }
    }
    return args;
  }

  private static Arguments configSet(Arguments args) {
    Arguments shown = args;
    for (int i = 2; i + 1 < args.count(); i += 2) {
      if (SECRET_SETTINGS.contains(args.text(i).toLowerCase(Locale.ROOT))) {
        shown = hidden(shown, i + 1, i + 2);
      }
    }
    return shown;
  }

  private static Arguments hidden(Arguments args, int from, int to) {
    Bytes[] items = args.slice(0, args.count()).toArray(Bytes[]::new);
    Arrays.fill(items, Math.min(from, to), to, HIDDEN);
    return new Arguments(items);
  }
}
