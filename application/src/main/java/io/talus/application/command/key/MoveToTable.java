package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.Change.Elsewhere;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Value;
import java.util.List;

/** MOVE. */
final class MoveToTable implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    int table = TableArgument.parse(args, 2, view);
    KeyspaceView target = view.table(table);
    if (target.equals(view)) {
      throw new CommandError(TableArgument.SAME_OBJECT);
    }
    Bytes key = args.get(1);
    Value value = view.find(key);
    if (value == null || target.find(key) != null) {
      return Reply.integer(0);
    }
    List<Mutation> made = KeyCopies.copy(target, key, null, value);
    Mutation drop = Mutations.drop(key, value, DropReason.DELETED);
    return new Change(Reply.integer(1), List.of(drop), new Elsewhere(table, made));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    int table = TableArgument.parse(args, 2, view);
    Bytes key = args.get(1);
    Value value = view.find(key);
    return value != null && KeyCopies.isBuilt(value)
        ? KeyCopies.build(
            view.table(table),
            table,
            key,
            value,
            (live, contents, size) -> publish(key, table, live, contents))
        : new Walk.Done(run(args, view));
  }

  private static CommandOutcome publish(
      Bytes key, int table, KeyspaceView live, List<Mutation> contents) {
    Value value = live.find(key);
    if (value == null || live.table(table).find(key) != null) {
      return Reply.integer(0);
    }
    Mutation drop = Mutations.drop(key, value, DropReason.DELETED);
    return new Change(Reply.integer(1), List.of(drop), new Elsewhere(table, contents));
  }

  @Override
  public boolean writesToOtherTables() {
    return true;
  }
}
