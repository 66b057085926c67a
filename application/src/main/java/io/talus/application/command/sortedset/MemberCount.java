package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.SortedSetValue;

/** ZCARD. */
final class MemberCount implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SortedSetValue set = view.sortedSet(args.get(1));
    return Reply.integer(set == null ? 0 : set.size());
  }
}
