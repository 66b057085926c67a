package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** DEL and UNLINK: to drop a key is a small record, however much it holds. */
final class DeleteKeys implements DataCommand {
  private static final int ONE_KEY = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() == ONE_KEY) {
      Bytes key = args.get(1);
      Value value = view.peek(key);
      return value == null
          ? Reply.integer(0)
          : Change.of(Reply.integer(1), Mutations.drop(key, value, DropReason.DELETED));
    }
    // A key that is named twice is deleted once.
    Set<Bytes> keys = new LinkedHashSet<>(args.slice(1, args.count()));
    List<Mutation> drops = new ArrayList<>(keys.size());
    for (Bytes key : keys) {
      Value value = view.peek(key);
      if (value != null) {
        drops.add(Mutations.drop(key, value, DropReason.DELETED));
      }
    }
    Reply deleted = Reply.integer(drops.size());
    return drops.isEmpty() ? deleted : new Change(deleted, drops);
  }
}
