package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Watches;

/** DISCARD: forgets the commands that were queued, and the keys that are watched. */
final class Discard implements SessionCommand {
  private final Watches watches;

  Discard(Watches watches) {
    this.watches = watches;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (session.transaction() == null) {
      throw new CommandError("ERR DISCARD without MULTI");
    }
    session.transaction(null);
    watches.unwatch(session);
    return Reply.OK;
  }
}
