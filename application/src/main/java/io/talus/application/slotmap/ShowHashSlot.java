package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.domain.slot.HashSlot;

/** CLUSTER KEYSLOT. */
public final class ShowHashSlot implements SessionCommand {
  @Override
  public Reply run(Arguments args, Session session) {
    return Reply.integer(HashSlot.of(args.get(2)));
  }
}
