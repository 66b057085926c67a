package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.BlockingTimeout;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.ValueType;
import java.util.List;

/** BLPOP and BRPOP: takes an entry off the first list there is, or waits for one. */
final class BlockingPopEntry implements DataCommand {
  private final ListEnd end;

  BlockingPopEntry(ListEnd end) {
    this.end = end;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    int timeoutAt = args.count() - 1;
    long timeoutMillis = BlockingTimeout.millis(args, timeoutAt, view);
    for (int i = 1; i < timeoutAt; i++) {
      Bytes key = args.get(i);
      ListValue list = view.list(key);
      if (list != null) {
        Reply reply = new Reply.Bulks(List.of(key, ListEdits.entryAt(list, end)));
        return Change.of(reply, ListEdits.pop(key, list, end, 1));
      }
    }
    return new Blocked(args.slice(1, timeoutAt), ValueType.LIST, timeoutMillis, Reply.NULL_ARRAY);
  }
}
