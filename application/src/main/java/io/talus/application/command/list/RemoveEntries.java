package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/**
 * LREM: removes entries that equal an element, up to so many from one end on, or all.
 *
 * <p>As the removed ones are consecutive among the equal ones, all equal entries between the first
 * and the last removed are gone; what is left closes up from the side where fewer have to move.
 */
final class RemoveEntries implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long count = args.integer(2);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      return Reply.integer(0);
    }
    Removal removal = Removal.find(list, args.get(3), count);
    return removal.removed == 0
        ? Reply.integer(0)
        : new Change(Reply.integer(removal.removed), removal.mutations(key));
  }

  /** Of a long list nothing is moved: it is stored anew. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    long count = args.integer(2);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      return new Walk.Done(Reply.integer(0));
    }
    Removal removal = Removal.find(list, args.get(3), count);
    if (removal.removed == 0) {
      return new Walk.Done(Reply.integer(0));
    }
    return removal.removed == list.size() || removal.moved() <= ListEdits.FEW
        ? new Walk.Done(new Change(Reply.integer(removal.removed), removal.mutations(key)))
        : ListEdits.storing(
            view, key, list, removal.left(), size -> Reply.integer(removal.removed));
  }

  /** The entries that equal {@code element} from index {@code first} to {@code last} go. */
  private record Removal(ListValue list, Bytes element, long removed, long first, long last) {

    static Removal find(ListValue list, Bytes element, long count) {
      long limit = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
      ListWalk walk = new ListWalk(list, count < 0 ? ListEnd.RIGHT : ListEnd.LEFT);
      long removed = 0;
      long first = Long.MAX_VALUE;
      long last = -1;
      while (removed < limit && walk.advance()) {
        if (walk.entry().equals(element)) {
          removed++;
          first = Math.min(first, walk.index());
          last = Math.max(last, walk.index());
        }
      }
      return new Removal(list, element, removed, first, last);
    }

    /** How many entries get another position. */
    long moved() {
      return Math.min(last + 1, list.size() - first);
    }

    /** What is left. */
    Pull<Bytes> left() {
      Pull<Bytes> between =
          Pulls.filter(Pulls.entries(list, first, last + 1), entry -> !entry.equals(element));
      return Pulls.concat(
          Pulls.concat(Pulls.entries(list, 0, first), between),
          Pulls.entries(list, last + 1, list.size()));
    }

    List<Mutation> mutations(Bytes key) {
      CollectionHeader before = list.header();
      long size = before.size() - removed;
      if (size == 0) {
        return List.of(Mutations.drop(key, list, DropReason.DELETED));
      }
      return last + 1 < list.size() - first
          ? closeUpRightwards(key, before, before.withBounds(before.head() + removed, size))
          : closeUpLeftwards(key, before, before.withSize(size));
    }

    private List<Mutation> closeUpRightwards(
        Bytes key, CollectionHeader before, CollectionHeader after) {
      List<Bytes> moved = new ArrayList<>(list.range(0, first));
      addSurvivors(moved);
      Mutation drop = ListEdits.dropHead(key, before, after);
      return moved.isEmpty()
          ? List.of(drop)
          : List.of(new PutListEntries(key, after, after.head(), moved), drop);
    }

    private List<Mutation> closeUpLeftwards(
        Bytes key, CollectionHeader before, CollectionHeader after) {
      List<Bytes> moved = new ArrayList<>();
      addSurvivors(moved);
      moved.addAll(list.range(last + 1, list.size()));
      Mutation drop = ListEdits.dropTail(key, before, after);
      return moved.isEmpty()
          ? List.of(drop)
          : List.of(new PutListEntries(key, after, after.head() + first, moved), drop);
    }

    private void addSurvivors(List<Bytes> target) {
      for (Bytes entry : list.range(first, last + 1)) {
        if (!entry.equals(element)) {
          target.add(entry);
        }
      }
    }
  }
}
