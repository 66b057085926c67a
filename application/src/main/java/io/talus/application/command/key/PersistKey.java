package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;

/** PERSIST. */
final class PersistKey implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    Value value = view.find(key);
    if (value == null || value.expireAt() == Expiry.NEVER) {
      return Reply.integer(0);
    }
    return Change.of(Reply.integer(1), Mutations.expire(key, value, Expiry.NEVER));
  }
}
