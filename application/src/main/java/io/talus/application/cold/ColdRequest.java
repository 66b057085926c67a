package io.talus.application.cold;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotAddress;
import io.talus.application.slot.ShardSlot;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that has to be had from the store before a command can be run again. */
public sealed interface ColdRequest {
  /**
   * What a key holds.
   *
   * @param generation the slot's: after another one began nobody asks with this one
   */
  record Key(ShardSlot slot, long generation, Bytes key) implements ColdRequest {}

  /**
   * Elements of a large collection. Requests for the same elements are equal, also when the
   * collection was evicted in between and is another object: it can only be evicted while it is as
   * it was when the first one began to be read.
   *
   * @param generation the slot's, as for {@link Key}
   */
  record Part(InPlace of, long generation, ElementQuery query) implements ColdRequest {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Part part
          && isOf(part.of, part.generation)
          && query.equals(part.query);
    }

    /** Whether it is about this collection. */
    boolean isOf(InPlace collection, long ofGeneration) {
      return generation == ofGeneration && of.stored().equals(collection.stored());
    }

    @Override
    public int hashCode() {
      return 31 * of.stored().hashCode() + query.hashCode();
    }
  }

  /**
   * Keys of the store in hash order, for SCAN: at least {@code count}, unless the slots have fewer.
   *
   * @param cursor as in {@link io.talus.application.command.KeyspaceView#scan}
   * @param slots consecutive slots, the first of which the cursor is in
   */
  record Page(long cursor, int count, List<PageSlot> slots) implements ColdRequest {}

  /**
   * The hashes of keys of the store, in order: of at least {@code count}, unless the slot has
   * fewer.
   *
   * @param from the first hash
   */
  record Hashes(PageSlot slot, long from, int count) implements ColdRequest {}

  /**
   * A slot of a page.
   *
   * @param generation the slot's when the page was asked for
   */
  record PageSlot(SlotAddress address, long generation) {}

  /** The store having applied the slot's log up to the index. */
  record Applied(ShardSlot slot, long index) implements ColdRequest {}
}
