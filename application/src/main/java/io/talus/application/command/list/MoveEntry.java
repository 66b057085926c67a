package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import java.util.function.Function;

/** LMOVE and RPOPLPUSH. */
final class MoveEntry implements DataCommand {
  private final Function<Arguments, EntryMove> moveOf;

  MoveEntry(Function<Arguments, EntryMove> moveOf) {
    this.moveOf = moveOf;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    EntryMove move = moveOf.apply(args);
    Bytes source = args.get(1);
    ListValue list = view.list(source);
    return list == null ? Reply.NULL : move.run(source, list, args.get(2), view);
  }
}
