package io.talus.application.command.key;

import io.talus.application.command.KeyspaceView;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Construction.Publication;
import io.talus.application.walk.Parts;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.Rebuild;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mutations that give one key what another holds, with its expiry. */
final class KeyCopies {
  private KeyCopies() {}

  /**
   * The key {@code to} of the view's table holds what {@code value} is.
   *
   * @param before what it holds now
   */
  static List<Mutation> copy(KeyspaceView view, Bytes to, @Nullable Value before, Value value) {
    List<Mutation> mutations = makeRoom(to, before);
    long id = view.nextCollectionId(to);
    mutations.addAll(Rebuild.of(to, value, id, value.expireAt(), view::reserve));
    return mutations;
  }

  /**
   * The value goes from one key to another. Within a slot a collection stays where it is and only
   * changes its name.
   *
   * @param before what the key {@code to} holds now
   */
  static List<Mutation> move(
      KeyspaceView view, Bytes from, Value value, Bytes to, @Nullable Value before) {
    CollectionHeader header = Mutations.header(value);
    if (header != null && view.sameSlot(from, to)) {
      List<Mutation> mutations = makeRoom(to, before);
      mutations.add(new MoveKey(from, to, header));
      return mutations;
    }
    List<Mutation> mutations = copy(view, to, before, value);
    mutations.add(Mutations.drop(from, value, DropReason.DELETED));
    return mutations;
  }

  /**
   * What {@link #copy} makes, built in parts.
   *
   * @param table {@link Construction#SELECTED}, or that of the view {@code target}
   */
  static Construction build(
      KeyspaceView target, int table, Bytes to, Value value, Publication publication) {
    CollectionHeader header = Mutations.header(value);
    if (header == null) {
      throw new IllegalArgumentException("a string in one piece is not built: " + to);
    }
    CollectionHeader empty = Parts.emptyLike(header, target.nextCollectionId(to));
    return new Construction(
        table,
        to,
        empty,
        value.expireAt(),
        Parts.copying(to, empty, value, target.nowMillis()),
        publication);
  }

  /** Whether a walk may build what the key holds: there is nothing to build of a short string. */
  static boolean isBuilt(@Nullable Value value) {
    return value != null && Mutations.header(value) != null;
  }

  private static List<Mutation> makeRoom(Bytes key, @Nullable Value before) {
    List<Mutation> mutations = new ArrayList<>();
    if (before != null) {
      mutations.add(Mutations.drop(key, before, DropReason.OVERWRITTEN));
    }
    return mutations;
  }
}
