package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;

/** SETEX and PSETEX. */
final class SetWithExpiry implements DataCommand {
  private final ExpiryUnit unit;

  SetWithExpiry(ExpiryUnit unit) {
    this.unit = unit;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long expireAt = unit.expireAt(args, 2, view.nowMillis());
    Bytes key = args.get(1);
    return new Change(
        Reply.OK, StringMutations.put(view, key, view.find(key), args.get(3), expireAt));
  }
}
