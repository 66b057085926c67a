package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/**
 * READONLY and READWRITE: whether the client can do with what a follower has. Where any node
 * answers any key it makes no difference.
 */
final class AcceptFollowers implements SessionCommand {
  private final boolean accepted;

  AcceptFollowers(boolean accepted) {
    this.accepted = accepted;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    session.turn(Session.Mode.READONLY, accepted);
    return Reply.OK;
  }
}
