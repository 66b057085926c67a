package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.table.NodeTables;
import io.talus.domain.table.TableDefinition;

/** SELECT: the table, by its number or name, that commands work on from here on. */
final class SelectTable implements SessionCommand {
  private final Access access;
  private final NodeTables tables;

  SelectTable(Access access, NodeTables tables) {
    this.access = access;
    this.tables = tables;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    TableDefinition table = tables.current().find(args.get(1));
    if (table == null) {
      args.integer(1, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.NOT_AN_INTEGER);
      throw new CommandError("ERR DB index is out of range");
    }
    access.requireOpen(session, table.number());
    session.select(table.number());
    return Reply.OK;
  }
}
