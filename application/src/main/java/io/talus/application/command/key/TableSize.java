package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;

/** DBSIZE. */
final class TableSize implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return Reply.integer(view.size());
  }

  @Override
  public boolean countsKeys() {
    return true;
  }
}
