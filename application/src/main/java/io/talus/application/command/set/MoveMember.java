package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.value.SetValue;
import java.util.List;

/** SMOVE. */
final class MoveMember implements DataCommand {
  private static final Reply NOT_MOVED = Reply.integer(0);
  private static final Reply MOVED = Reply.integer(1);

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes from = args.get(1);
    Bytes to = args.get(2);
    Bytes member = args.get(3);
    SetValue source = view.set(from);
    if (source == null) {
      return NOT_MOVED;
    }
    SetValue destination = view.set(to);
    if (!source.contains(member)) {
      return NOT_MOVED;
    }
    if (from.equals(to)) {
      return MOVED;
    }
    Mutation removal = MemberEdits.remove(from, source, List.of(member));
    return destination != null && destination.contains(member)
        ? Change.of(MOVED, removal)
        : Change.of(MOVED, removal, MemberEdits.add(view, to, destination, List.of(member)));
  }
}
