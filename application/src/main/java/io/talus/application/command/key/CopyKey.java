package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.Change.Elsewhere;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.value.Value;
import java.util.List;

/** COPY. */
final class CopyKey implements DataCommand {
  private static final int FIRST_OPTION = 3;
  private static final int SELECTED_TABLE = -1;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean replace = false;
    int table = SELECTED_TABLE;
    for (int i = FIRST_OPTION; i < args.count(); i++) {
      if (args.is(i, "REPLACE")) {
        replace = true;
      } else if (args.is(i, "DB") && args.hasNext(i)) {
        i++;
        table = TableArgument.parse(args, i, view);
      } else {
        throw Errors.syntax();
      }
    }
    return copy(args.get(1), args.get(2), replace, table, view);
  }

  private static CommandOutcome copy(
      Bytes from, Bytes to, boolean replace, int table, KeyspaceView view) {
    KeyspaceView target = table == SELECTED_TABLE ? view : view.table(table);
    if (target.equals(view) && from.equals(to)) {
      throw new CommandError(TableArgument.SAME_OBJECT);
    }
    Value value = view.find(from);
    if (value == null) {
      return Reply.integer(0);
    }
    Value before = target.find(to);
    if (before != null && !replace) {
      return Reply.integer(0);
    }
    List<Mutation> mutations = KeyCopies.copy(target, to, before, value);
    return target.equals(view)
        ? new Change(Reply.integer(1), mutations)
        : new Change(Reply.integer(1), List.of(), new Elsewhere(table, mutations));
  }
}
