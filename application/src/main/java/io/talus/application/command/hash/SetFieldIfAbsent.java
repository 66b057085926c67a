package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;

/** HSETNX. */
final class SetFieldIfAbsent implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    FieldChanges changes = new FieldChanges(view, args.get(1));
    Bytes name = args.get(2);
    if (changes.stored(name) != null) {
      return Reply.integer(0);
    }
    changes.put(null, name, args.get(3), Expiry.NEVER);
    return changes.outcome(Reply.integer(1));
  }
}
