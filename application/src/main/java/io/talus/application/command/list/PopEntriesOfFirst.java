package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.BlockingTimeout;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.MultiPop;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.ValueType;
import org.jspecify.annotations.Nullable;

/** LMPOP and BLMPOP: takes entries off the first list there is; BLMPOP waits for one. */
final class PopEntriesOfFirst implements DataCommand {
  private final boolean blocking;

  PopEntriesOfFirst(boolean blocking) {
    this.blocking = blocking;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    MultiPop<ListEnd> pop = MultiPop.parse(args, blocking ? 2 : 1, ListEnd::parse);
    long timeoutMillis = blocking ? BlockingTimeout.millis(args, 1, view) : 0;
    Change popped = pop(pop, view);
    if (popped != null) {
      return popped;
    }
    return blocking
        ? new Blocked(pop.keys(), ValueType.LIST, timeoutMillis, Reply.NULL_ARRAY)
        : Reply.NULL_ARRAY;
  }

  private static @Nullable Change pop(MultiPop<ListEnd> pop, KeyspaceView view) {
    for (Bytes key : pop.keys()) {
      ListValue list = view.list(key);
      if (list != null) {
        long count = Math.min(pop.count(), list.size());
        Reply entries = new Reply.Bulks(ListEdits.entriesAt(list, pop.end(), count));
        return Change.of(
            Reply.array(Reply.bulk(key), entries), ListEdits.pop(key, list, pop.end(), count));
      }
    }
    return null;
  }
}
