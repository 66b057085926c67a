package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.Value;

/** TYPE. */
final class TypeOfKey implements DataCommand {
  private static final Reply NONE = new Reply.Simple("none");

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Value value = view.peek(args.get(1));
    return value == null ? NONE : new Reply.Simple(value.type().redisName());
  }
}
