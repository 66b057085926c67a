package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/** LINSERT: puts an entry beside the first one that equals the pivot. */
final class InsertEntry implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean after = isAfter(args);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      return Reply.integer(0);
    }
    long pivot = find(list, args.get(3));
    if (pivot < 0) {
      return Reply.integer(-1);
    }
    PutListEntries put = insert(key, list, after ? pivot + 1 : pivot, args.get(4));
    return Change.of(Reply.integer(put.header().size()), put);
  }

  private static boolean isAfter(Arguments args) {
    if (args.is(2, "AFTER")) {
      return true;
    }
    if (args.is(2, "BEFORE")) {
      return false;
    }
    throw Errors.syntax();
  }

  private static long find(ListValue list, Bytes pivot) {
    ListWalk walk = new ListWalk(list, ListEnd.LEFT);
    while (walk.advance()) {
      if (walk.entry().equals(pivot)) {
        return walk.index();
      }
    }
    return -1;
  }

  /** Makes room before {@code index} by moving the shorter side of the list by one position. */
  private static PutListEntries insert(Bytes key, ListValue list, long index, Bytes entry) {
    CollectionHeader before = list.header();
    long size = before.size();
    if (index < size - index) {
      CollectionHeader after = before.withBounds(before.head() - 1, size + 1);
      List<Bytes> entries = new ArrayList<>(list.range(0, index));
      entries.add(entry);
      return new PutListEntries(key, after, after.head(), entries);
    }
    List<Bytes> entries = new ArrayList<>((int) (size - index) + 1);
    entries.add(entry);
    entries.addAll(list.range(index, size));
    return new PutListEntries(key, before.withSize(size + 1), before.head() + index, entries);
  }
}
