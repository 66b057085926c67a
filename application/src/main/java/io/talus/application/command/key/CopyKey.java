package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.Change.Elsewhere;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Replacement;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.value.Value;
import java.util.List;

/** COPY. */
final class CopyKey implements WalkingCommand {
  private static final int FIRST_OPTION = 3;
  private static final int SELECTED_TABLE = Construction.SELECTED;

  /** What the command is about. */
  private record Copy(Bytes from, Bytes to, boolean replace, int table) {
    KeyspaceView target(KeyspaceView view) {
      return table == SELECTED_TABLE ? view : view.table(table);
    }

    CommandOutcome outcome(KeyspaceView view, List<Mutation> mutations) {
      return target(view).equals(view)
          ? new Change(Reply.integer(1), mutations)
          : new Change(Reply.integer(1), List.of(), new Elsewhere(table, mutations));
    }
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Copy copy = parse(args, view);
    Value value = view.find(copy.from);
    if (value == null) {
      return Reply.integer(0);
    }
    KeyspaceView target = copy.target(view);
    Value before = target.find(copy.to);
    if (before != null && !copy.replace) {
      return Reply.integer(0);
    }
    return copy.outcome(view, KeyCopies.copy(target, copy.to, before, value));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Copy copy = parse(args, view);
    Value value = view.find(copy.from);
    if (value == null || !KeyCopies.isBuilt(value)) {
      return new Walk.Done(run(args, view));
    }
    return KeyCopies.build(
        copy.target(view),
        copy.table,
        copy.to,
        value,
        (live, contents, size) -> publish(copy, live, contents));
  }

  private static CommandOutcome publish(Copy copy, KeyspaceView live, List<Mutation> contents) {
    Value before = copy.target(live).find(copy.to);
    return before != null && !copy.replace
        ? Reply.integer(0)
        : copy.outcome(live, Replacement.mutations(copy.to, before, contents));
  }

  @Override
  public boolean writesToOtherTables() {
    return true;
  }

  private static Copy parse(Arguments args, KeyspaceView view) {
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
    Copy copy = new Copy(args.get(1), args.get(2), replace, table);
    if (copy.target(view).equals(view) && copy.from.equals(copy.to)) {
      throw new CommandError(TableArgument.SAME_OBJECT);
    }
    return copy;
  }
}
