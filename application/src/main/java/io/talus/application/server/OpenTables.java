package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Access;
import io.talus.application.session.Session;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.domain.bytes.Decimal;

/** The commands that reach beyond the selected table need those other tables opened as well. */
final class OpenTables {
  private final Access access;
  private final int count;

  OpenTables(Access access, Settings settings) {
    this.access = access;
    this.count = settings.getInt(StorageSettings.TABLES);
  }

  void require(Session session, CommandSpec spec, Arguments args) {
    spec.nature()
        .otherTables()
        .visit(args, at -> require(session, args, at), () -> requireAll(session));
  }

  private void requireAll(Session session) {
    for (int table = 0; table < count; table++) {
      access.requireOpen(session, table);
    }
  }

  /** What is no table is the command's own to refuse. */
  private void require(Session session, Arguments args, int at) {
    long table = Decimal.parse(args.get(at)).orElse(-1);
    if (table >= 0 && table < count) {
      access.requireOpen(session, (int) table);
    }
  }
}
