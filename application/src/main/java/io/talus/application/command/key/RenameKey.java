package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
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
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Value;
import java.util.List;

/** RENAME and RENAMENX. */
final class RenameKey implements WalkingCommand {
  private final boolean onlyIfAbsent;

  RenameKey(boolean onlyIfAbsent) {
    this.onlyIfAbsent = onlyIfAbsent;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes from = args.get(1);
    Bytes to = args.get(2);
    Value value = view.find(from);
    if (value == null) {
      throw new CommandError(Errors.NO_SUCH_KEY);
    }
    Reply done = onlyIfAbsent ? Reply.integer(1) : Reply.OK;
    if (from.equals(to)) {
      return onlyIfAbsent ? Reply.integer(0) : done;
    }
    Value before = view.find(to);
    if (onlyIfAbsent && before != null) {
      return Reply.integer(0);
    }
    return new Change(done, KeyCopies.move(view, from, value, to, before));
  }

  /** Only what goes to another slot is built anew. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Bytes from = args.get(1);
    Bytes to = args.get(2);
    Value value = view.find(from);
    return value != null && KeyCopies.isBuilt(value)
        ? KeyCopies.build(
            view,
            Construction.SELECTED,
            to,
            value,
            (live, contents, size) -> publish(from, to, live, contents))
        : new Walk.Done(run(args, view));
  }

  private CommandOutcome publish(Bytes from, Bytes to, KeyspaceView live, List<Mutation> contents) {
    Value value = live.find(from);
    if (value == null) {
      throw new CommandError(Errors.NO_SUCH_KEY);
    }
    Value before = live.find(to);
    if (onlyIfAbsent && before != null) {
      return Reply.integer(0);
    }
    List<Mutation> mutations = Replacement.mutations(to, before, contents);
    mutations.add(Mutations.drop(from, value, DropReason.DELETED));
    return new Change(onlyIfAbsent ? Reply.integer(1) : Reply.OK, mutations);
  }
}
