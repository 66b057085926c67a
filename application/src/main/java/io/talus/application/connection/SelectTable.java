package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/** SELECT: the table that commands work on from here on. */
final class SelectTable implements SessionCommand {
  private final Access access;
  private final int tables;

  SelectTable(Access access, int tables) {
    this.access = access;
    this.tables = tables;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    long table = args.integer(1, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.NOT_AN_INTEGER);
    if (table < 0 || table >= tables) {
      throw new CommandError("ERR DB index is out of range");
    }
    access.requireOpen(session, (int) table);
    session.select((int) table);
    return Reply.OK;
  }
}
