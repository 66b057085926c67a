package io.talus.application.walk;

import io.talus.application.command.Change;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction.Publication;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What commands do that leave one key with what was built. */
public final class Replacement {
  private Replacement() {}

  /** The key holds the result, whatever it held before; the reply is how many elements it has. */
  public static Publication of(Bytes key) {
    return (live, contents, size) ->
        new Change(Reply.integer(size), mutations(key, live.find(key), contents));
  }

  /**
   * A collection is stored anew, changed. If it has expired meanwhile, that came after the command.
   *
   * @param reply is given how many elements are left
   */
  public static Publication of(Bytes key, CollectionValue before, LongFunction<Reply> reply) {
    CollectionHeader header = before.header();
    return (live, contents, size) -> {
      Value now = live.find(key);
      boolean isSame = now instanceof CollectionValue same && same.header().id() == header.id();
      return isSame
          ? new Change(reply.apply(size), mutations(key, now, contents))
          : reply.apply(size);
    };
  }

  /**
   * The mutations that put the contents in the place of what the key holds.
   *
   * @param before null if it holds nothing
   */
  public static List<Mutation> mutations(
      Bytes key, @Nullable Value before, List<Mutation> contents) {
    List<Mutation> mutations = new ArrayList<>(contents.size() + 1);
    if (before != null) {
      DropReason reason = contents.isEmpty() ? DropReason.DELETED : DropReason.OVERWRITTEN;
      mutations.add(Mutations.drop(key, before, reason));
    }
    mutations.addAll(contents);
    return mutations;
  }
}
