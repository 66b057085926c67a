package io.talus.application.walk;

import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import java.util.ArrayList;
import java.util.List;

/**
 * A collection that the command stores: it is built in parts that nobody sees, and then becomes the
 * key's at once. One that fits into a part is stored as if the command had run.
 *
 * @param table {@link #SELECTED}, or the number of another table
 * @param empty the new collection's header before it has elements, and without expiry
 * @param expireAt when it ends
 * @param parts the mutations that make it; each carries the header as it is after it
 * @param publication what the command does when all parts are there
 */
public record Construction(
    int table,
    Bytes key,
    CollectionHeader empty,
    long expireAt,
    Pull<? extends OfCollection> parts,
    Publication publication)
    implements Walk {
  public static final int SELECTED = -1;

  /**
   * The end of the command, on the shard's thread, as {@link io.talus.application.command}s run.
   */
  @FunctionalInterface
  public interface Publication {
    /**
     * What the command comes to.
     *
     * @param live the keys as they are now. They are as they were, but for what has expired
     * @param contents the mutations by which a key that holds nothing holds the collection; none if
     *     it has no elements
     * @param size how many elements it has
     */
    CommandOutcome publish(KeyspaceView live, List<Mutation> contents, long size);
  }

  /** The mutations by which the key holds what was built. */
  List<Mutation> built(CollectionHeader header) {
    return List.of(new PublishBuilt(key, header.withExpireAt(expireAt)));
  }

  /** The mutations by which the key holds the parts, of which nothing was built. */
  List<Mutation> small(List<? extends OfCollection> all) {
    List<Mutation> contents = new ArrayList<>(all);
    if (expireAt != Expiry.NEVER && !all.isEmpty()) {
      CollectionHeader header = all.getLast().header();
      contents.add(new SetExpiry(key, header.withExpireAt(expireAt), Expiry.NEVER));
    }
    return contents;
  }
}
