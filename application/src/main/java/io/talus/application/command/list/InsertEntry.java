package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LINSERT: puts an entry beside the first one that equals the pivot. */
final class InsertEntry implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean after = isAfter(args);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    long pivot = list == null ? -1 : find(list, args.get(3));
    return outcome(key, list, pivot, after ? pivot + 1 : pivot, args.get(4));
  }

  /** Of a long list nothing is moved: it is stored anew. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    boolean after = isAfter(args);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    long pivot = list == null ? -1 : find(list, args.get(3));
    long index = after ? pivot + 1 : pivot;
    if (list == null || pivot < 0 || Math.min(index, list.size() - index) <= ListEdits.FEW) {
      return new Walk.Done(outcome(key, list, pivot, index, args.get(4)));
    }
    Pull<Bytes> entries =
        Pulls.concat(
            Pulls.concat(Pulls.entries(list, 0, index), Pulls.of(List.of(args.get(4)))),
            Pulls.entries(list, index, list.size()));
    return ListEdits.storing(view, key, list, entries, Reply::integer);
  }

  private static CommandOutcome outcome(
      Bytes key, @Nullable ListValue list, long pivot, long index, Bytes entry) {
    if (list == null || pivot < 0) {
      return Reply.integer(list == null ? 0 : -1);
    }
    PutListEntries put = insert(key, list, index, entry);
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
