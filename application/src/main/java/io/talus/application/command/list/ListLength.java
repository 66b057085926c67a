package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.ListValue;

/** LLEN. */
final class ListLength implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    ListValue list = view.list(args.get(1));
    return Reply.integer(list == null ? 0 : list.size());
  }
}
