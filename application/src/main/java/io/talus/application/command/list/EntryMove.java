package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.Touched;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.List;

/** What LMOVE and its kin do once there is an entry to move from one end to another. */
record EntryMove(ListEnd from, ListEnd to) {
  static final EntryMove TAIL_TO_HEAD = new EntryMove(ListEnd.RIGHT, ListEnd.LEFT);

  /** LMOVE source destination LEFT|RIGHT LEFT|RIGHT. */
  static EntryMove parse(Arguments args) {
    return new EntryMove(ListEnd.parse(args, 3), ListEnd.parse(args, 4));
  }

  CommandOutcome run(Bytes source, ListValue list, Bytes destination, KeyspaceView view) {
    Bytes entry = ListEdits.entryAt(list, from);
    if (source.equals(destination)) {
      return rotate(source, list, entry);
    }
    CollectionHeader target = ListEdits.header(view, destination, view.list(destination));
    return Change.of(
        Reply.bulk(entry),
        ListEdits.push(destination, target, to, List.of(entry)),
        ListEdits.pop(source, list, from, 1));
  }

  /**
   * Within one list: the entry appears at one end and what lies behind the other end is dropped.
   */
  private CommandOutcome rotate(Bytes key, ListValue list, Bytes entry) {
    if (from == to || list.size() == 1) {
      return new Touched(Reply.bulk(entry), key);
    }
    CollectionHeader before = list.header();
    CollectionHeader after =
        before.withBounds(before.head() + (from == ListEnd.LEFT ? 1 : -1), before.size());
    long target = to == ListEnd.LEFT ? after.head() : after.tail() - 1;
    DropListRange drop =
        from == ListEnd.LEFT
            ? ListEdits.dropHead(key, before, after)
            : ListEdits.dropTail(key, before, after);
    return Change.of(
        Reply.bulk(entry), new PutListEntries(key, after, target, List.of(entry)), drop);
  }
}
