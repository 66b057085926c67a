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
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT and SORT_RO. */
final class SortKey implements DataCommand {
  private final boolean readOnly;

  SortKey(boolean readOnly) {
    this.readOnly = readOnly;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SortOptions options = SortOptions.parse(args, readOnly);
    Value value = view.find(args.get(1));
    List<Bytes> sorted = new SortedElements(options, view).of(value);
    Bytes store = options.store();
    return store == null
        ? reply(sorted, options.gets(), view)
        : store(view, store, entries(sorted, options.gets(), view));
  }

  private static Reply reply(List<Bytes> sorted, List<KeyPattern> gets, KeyspaceView view) {
    if (gets.isEmpty()) {
      return new Reply.Bulks(sorted);
    }
    List<Reply> replies = new ArrayList<>(sorted.size() * gets.size());
    for (Bytes element : sorted) {
      for (KeyPattern get : gets) {
        Bytes found = get.lookUp(element, view);
        replies.add(found == null ? Reply.NULL : Reply.bulk(found));
      }
    }
    return new Reply.Array(replies);
  }

  private static List<Bytes> entries(List<Bytes> sorted, List<KeyPattern> gets, KeyspaceView view) {
    if (gets.isEmpty()) {
      return sorted;
    }
    List<Bytes> entries = new ArrayList<>(sorted.size() * gets.size());
    for (Bytes element : sorted) {
      for (KeyPattern get : gets) {
        Bytes found = get.lookUp(element, view);
        entries.add(found == null ? Bytes.EMPTY : found);
      }
    }
    return entries;
  }

  private static CommandOutcome store(KeyspaceView view, Bytes key, List<Bytes> entries) {
    @Nullable Value before = view.find(key);
    Reply reply = Reply.integer(entries.size());
    if (entries.isEmpty()) {
      return before == null
          ? reply
          : Change.of(reply, Mutations.drop(key, before, DropReason.DELETED));
    }
    CollectionHeader header =
        CollectionHeader.create(ValueType.LIST, view.nextCollectionId(key))
            .withSize(entries.size());
    Mutation put = new PutListEntries(key, header, 0, entries);
    return before == null
        ? Change.of(reply, put)
        : Change.of(reply, Mutations.drop(key, before, DropReason.OVERWRITTEN), put);
  }
}
