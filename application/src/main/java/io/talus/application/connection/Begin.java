package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Transaction;

/** MULTI: the commands that follow are queued. */
final class Begin implements SessionCommand {
  @Override
  public Reply run(Arguments args, Session session) {
    if (session.transaction() != null) {
      throw new CommandError("ERR MULTI calls can not be nested");
    }
    session.transaction(new Transaction());
    return Reply.OK;
  }
}
