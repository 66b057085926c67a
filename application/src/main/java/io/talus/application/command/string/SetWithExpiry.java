package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;

/** SETEX and PSETEX. */
final class SetWithExpiry implements DataCommand {
  private final ExpiryOption unit;

  SetWithExpiry(ExpiryOption unit) {
    this.unit = unit;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long expireAt = unit.expireAt(args, 2, view.nowMillis());
    return new Change(
        Reply.OK, StringMutations.overwrite(view, args.get(1), args.get(3), expireAt));
  }

  @Override
  public boolean looksAtKeys(Arguments args) {
    return !StringMutations.mayBeUnseen(args.get(3));
  }
}
