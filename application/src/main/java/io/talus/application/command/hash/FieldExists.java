package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.HashValue;

/** HEXISTS. */
final class FieldExists implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    return Reply.integer(hash != null && hash.contains(args.get(2)));
  }
}
