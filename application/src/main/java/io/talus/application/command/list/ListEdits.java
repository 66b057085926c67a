package io.talus.application.command.list;

import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Parts;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Replacement;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.ValueType;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The mutations that lengthen and shorten lists at their ends.
 *
 * <p>An entry has an absolute position, which stays while the ends move: the head goes down when
 * entries are pushed on the left and up when they are popped there, past zero both ways.
 */
final class ListEdits {
  /** To note so many moved entries takes some milliseconds. */
  static final int FEW = 10_000;

  private ListEdits() {}

  /** The list's header, or that of the list about to be created under the key. */
  static CollectionHeader header(KeyspaceView view, Bytes key, @Nullable ListValue list) {
    return list != null
        ? list.header()
        : CollectionHeader.create(ValueType.LIST, view.nextCollectionId(key));
  }

  /** Pushes the entries one after the other: on the left the last of them becomes the head. */
  static PutListEntries push(Bytes key, CollectionHeader before, ListEnd end, List<Bytes> entries) {
    long size = before.size() + entries.size();
    if (end == ListEnd.RIGHT) {
      return new PutListEntries(key, before.withSize(size), before.tail(), entries);
    }
    CollectionHeader after = before.withBounds(before.head() - entries.size(), size);
    return new PutListEntries(key, after, after.head(), entries.reversed());
  }

  /** Takes {@code count} entries off an end; the key goes with the last of them. */
  static Mutation.OfKey pop(Bytes key, ListValue list, ListEnd end, long count) {
    CollectionHeader before = list.header();
    long size = before.size() - count;
    if (size == 0) {
      return Mutations.drop(key, list, DropReason.DELETED);
    }
    return end == ListEnd.RIGHT
        ? dropTail(key, before, before.withSize(size))
        : dropHead(key, before, before.withBounds(before.head() + count, size));
  }

  /** The list is stored anew with these entries; the reply is made of how many they are. */
  static Construction storing(
      KeyspaceView view,
      Bytes key,
      ListValue list,
      Pull<Bytes> entries,
      LongFunction<Reply> reply) {
    CollectionHeader empty = CollectionHeader.create(ValueType.LIST, view.nextCollectionId(key));
    return new Construction(
        Construction.SELECTED,
        key,
        empty,
        list.expireAt(),
        Parts.ofEntries(key, empty, entries),
        Replacement.of(key, list, reply));
  }

  /** What lies before the new head is gone. */
  static DropListRange dropHead(Bytes key, CollectionHeader before, CollectionHeader after) {
    return new DropListRange(key, after, before.head(), after.head());
  }

  /** What lies behind the new tail is gone. */
  static DropListRange dropTail(Bytes key, CollectionHeader before, CollectionHeader after) {
    return new DropListRange(key, after, after.tail(), before.tail());
  }

  /** The entry at an end. */
  static Bytes entryAt(ListValue list, ListEnd end) {
    return list.get(end == ListEnd.LEFT ? 0 : list.size() - 1);
  }

  /** {@code count} entries from an end on, in the order in which they would be popped. */
  static List<Bytes> entriesAt(ListValue list, ListEnd end, long count) {
    return end == ListEnd.LEFT
        ? list.range(0, count)
        : list.range(list.size() - count, list.size()).reversed();
  }
}
