package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.MakesKeys;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Parts;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Replacement;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SORT and SORT_RO. */
final class SortKey implements WalkingCommand, MakesKeys {
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

  /** To sort takes memory for what is sorted; to store the result does not take more. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    SortOptions options = SortOptions.parse(args, readOnly);
    Bytes store = options.store();
    if (store == null) {
      return new Walk.Done(run(args, view));
    }
    List<Bytes> sorted = new SortedElements(options, view).of(view.find(args.get(1)));
    CollectionHeader empty = CollectionHeader.create(ValueType.LIST, view.nextCollectionId(store));
    return new Construction(
        Construction.SELECTED,
        store,
        empty,
        Expiry.NEVER,
        Parts.ofEntries(store, empty, Pulls.of(entries(sorted, options.gets(), view))),
        Replacement.of(store));
  }

  @Override
  public boolean readsOtherKeys() {
    return true;
  }

  @Override
  public Optional<String> optionForOtherSlots(Arguments args) {
    try {
      return SortOptions.parse(args, readOnly).optionForOtherSlots(HashSlot.of(args.get(1)));
    } catch (CommandError invalid) { // it will be told so when the command runs
      return Optional.empty();
    }
  }

  @Override
  public boolean gathers() {
    return true;
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
