package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.List;

/** LSET. */
final class ReplaceEntry implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      throw new CommandError(Errors.NO_SUCH_KEY);
    }
    CollectionHeader header = list.header();
    long index = args.integer(2);
    long fromHead = index < 0 ? index + header.size() : index;
    if (fromHead < 0 || fromHead >= header.size()) {
      throw new CommandError(Errors.INDEX_OUT_OF_RANGE);
    }
    long position = header.head() + fromHead;
    return Change.of(Reply.OK, new PutListEntries(key, header, position, List.of(args.get(3))));
  }
}
