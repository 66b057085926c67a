package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HashNode;
import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were dropped while the store still holds them, until it has caught up.
 *
 * <p>Drops come in the order of their indexes, so a queue of them is enough to forget in time.
 * There are never more than the store is behind, which is bounded where writers wait for it.
 */
final class Tombstones {
  private final MemoryResidentTier tier;
  private final HashOrderedTable<Tombstone> byKey = new HashOrderedTable<>();
  private @Nullable Tombstone oldest;
  private @Nullable Tombstone newest;

  Tombstones(MemoryResidentTier tier) {
    this.tier = tier;
  }

  private static final class Tombstone extends HashNode {
    private final long index;
    private @Nullable Tombstone newer;

    Tombstone(Bytes key, long index) {
      super(key);
      this.index = index;
    }

    long sizeBytes() {
      return HeapSize.TOMBSTONE + HeapSize.bytes(keyArray().length);
    }
  }

  boolean contains(Bytes key) {
    return byKey.size() > 0 && byKey.find(key) != null;
  }

  /** The key is gone with this index, which is not before that of any other. */
  void add(Bytes key, long index) {
    Tombstone added = new Tombstone(key, index);
    byKey.put(added);
    tier.grow(added.sizeBytes());
    if (newest == null) {
      oldest = added;
    } else {
      newest.newer = added;
    }
    newest = added;
  }

  /** The key exists again. Its tombstone stays in the queue, where it does no harm. */
  void remove(Bytes key) {
    if (byKey.size() > 0) {
      byKey.remove(key);
    }
  }

  /** Forgets the drops up to this index. */
  void applied(long index) {
    Tombstone gone = oldest;
    while (gone != null && gone.index <= index) {
      byKey.remove(gone);
      tier.grow(-gone.sizeBytes());
      gone = gone.newer;
    }
    oldest = gone;
    if (gone == null) {
      newest = null;
    }
  }

  void clear() {
    applied(Long.MAX_VALUE);
  }
}
