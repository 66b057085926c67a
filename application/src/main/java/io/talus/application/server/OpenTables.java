package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.connection.Access;
import io.talus.application.session.Session;
import io.talus.application.table.NodeTables;
import io.talus.domain.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/** The commands that reach beyond the selected table need those other tables opened as well. */
final class OpenTables {
  private final Access access;
  private final NodeTables tables;

  OpenTables(Access access, NodeTables tables) {
    this.access = access;
    this.tables = tables;
  }

  void require(Session session, CommandSpec spec, Arguments args) {
    spec.nature()
        .otherTables()
        .visit(
            args,
            at -> require(session, tables.current().find(args.get(at))),
            () -> tables.current().all().forEach(table -> require(session, table)));
  }

  /** What is no table is the command's own to refuse. */
  private void require(Session session, @Nullable TableDefinition table) {
    if (table != null) {
      access.requireOpen(session, table.number());
    }
  }
}
