package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;

/** SETNX. */
final class SetIfAbsent implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    if (view.find(key) != null) {
      return Reply.integer(0);
    }
    return new Change(
        Reply.integer(1), StringMutations.put(view, key, null, args.get(2), Expiry.NEVER));
  }
}
