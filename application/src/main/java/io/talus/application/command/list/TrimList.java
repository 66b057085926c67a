package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.Touched;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/** LTRIM: keeps a range of entries. */
final class TrimList implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long start = args.integer(2);
    long stop = args.integer(3);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      return Reply.OK;
    }
    IndexRange kept = IndexRange.of(start, stop, list.size());
    if (kept.isEmpty()) {
      return Change.of(Reply.OK, Mutations.drop(key, list, DropReason.DELETED));
    }
    return kept.length() == list.size()
        ? new Touched(Reply.OK, key)
        : new Change(Reply.OK, trim(key, list.header(), kept));
  }

  private static List<Mutation> trim(Bytes key, CollectionHeader before, IndexRange kept) {
    CollectionHeader after = before.withBounds(before.head() + kept.from(), kept.length());
    List<Mutation> mutations = new ArrayList<>(2);
    if (after.head() > before.head()) {
      mutations.add(ListEdits.dropHead(key, before, after));
    }
    if (after.tail() < before.tail()) {
      mutations.add(ListEdits.dropTail(key, before, after));
    }
    return mutations;
  }
}
