package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SetValue;
import java.util.List;

/** SREM. */
final class RemoveMembers implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    SetValue set = view.set(key);
    if (set == null) {
      return Reply.integer(0);
    }
    if (args.count() > 3) {
      set.expect(args.slice(2, args.count()));
    }
    List<Bytes> removed = DistinctArguments.where(args, 2, set::contains);
    Reply count = Reply.integer(removed.size());
    return removed.isEmpty() ? count : Change.of(count, MemberEdits.remove(key, set, removed));
  }
}
