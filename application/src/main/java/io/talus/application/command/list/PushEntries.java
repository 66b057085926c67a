package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.ListValue;
import java.util.List;

/** LPUSH, RPUSH, LPUSHX and RPUSHX: adds entries at an end. */
final class PushEntries implements DataCommand {
  private final ListEnd end;
  private final boolean onlyIfExists;

  PushEntries(ListEnd end, boolean onlyIfExists) {
    this.end = end;
    this.onlyIfExists = onlyIfExists;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null && onlyIfExists) {
      return Reply.integer(0);
    }
    PutListEntries put = ListEdits.push(key, ListEdits.header(view, key, list), end, entries(args));
    return Change.of(Reply.integer(put.header().size()), put);
  }

  private static List<Bytes> entries(Arguments args) {
    return args.count() == 3 ? List.of(args.get(2)) : args.slice(2, args.count());
  }
}
