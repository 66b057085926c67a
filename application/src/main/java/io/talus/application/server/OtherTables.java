package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Access;
import io.talus.application.session.Session;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.domain.bytes.Decimal;

/** The commands that reach beyond the selected table need those other tables opened as well. */
final class OtherTables {
  private static final int COPY_OPTIONS = 3;

  private final Access access;
  private final int count;

  OtherTables(Access access, Settings settings) {
    this.access = access;
    this.count = settings.getInt(StorageSettings.TABLES);
  }

  void requireOpen(Session session, CommandSpec spec, Arguments args) {
    switch (spec.name()) {
      case "move" -> requireOpen(session, args, 2);
      case "copy" -> {
        for (int i = COPY_OPTIONS; i + 1 < args.count(); i++) {
          if (args.is(i, "DB")) {
            requireOpen(session, args, i + 1);
          }
        }
      }
      case "flushall" -> {
        for (int table = 0; table < count; table++) {
          access.requireOpen(session, table);
        }
      }
      default -> {
        // All others keep to the selected table.
      }
    }
  }

  /** What is no table is the command's own to refuse. */
  private void requireOpen(Session session, Arguments args, int at) {
    long table = Decimal.parse(args.get(at)).orElse(-1);
    if (table >= 0 && table < count) {
      access.requireOpen(session, (int) table);
    }
  }
}
