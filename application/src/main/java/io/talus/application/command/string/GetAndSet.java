package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;

/** GETSET. */
final class GetAndSet implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    Value before = view.find(key);
    Reply old = GetString.reply(view, before);
    return new Change(old, StringMutations.put(view, key, before, args.get(2), Expiry.NEVER));
  }
}
