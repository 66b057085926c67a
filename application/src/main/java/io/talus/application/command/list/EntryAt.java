package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.ListValue;

/** LINDEX. */
final class EntryAt implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    ListValue list = view.list(args.get(1));
    if (list == null) {
      return Reply.NULL;
    }
    long index = args.integer(2);
    long fromHead = index < 0 ? index + list.size() : index;
    return fromHead < 0 || fromHead >= list.size() ? Reply.NULL : Reply.bulk(list.get(fromHead));
  }
}
