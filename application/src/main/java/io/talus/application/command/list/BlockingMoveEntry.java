package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.BlockingTimeout;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.ValueType;
import java.util.List;
import java.util.function.Function;

/** BLMOVE and BRPOPLPUSH: waits for the source. */
final class BlockingMoveEntry implements DataCommand {
  private final Function<Arguments, EntryMove> moveOf;

  BlockingMoveEntry(Function<Arguments, EntryMove> moveOf) {
    this.moveOf = moveOf;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    EntryMove move = moveOf.apply(args);
    long timeoutMillis = BlockingTimeout.millis(args, args.count() - 1, view);
    Bytes source = args.get(1);
    ListValue list = view.list(source);
    if (list != null) {
      return move.run(source, list, args.get(2), view);
    }
    // Inside MULTI it is an LMOVE, whose RESP2 null is the other one.
    return new Blocked(
        List.of(source), ValueType.LIST, timeoutMillis, Reply.NULL_ARRAY, Reply.NULL);
  }
}
