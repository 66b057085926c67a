package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;

/** HGET. */
final class FieldValue implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return FieldReplies.value(view.hash(args.get(1)), args.get(2));
  }
}
