package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HeapSize;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;

/** A collection, or a string in chunks: what has a header. */
abstract class CollectionEntry extends ResidentEntry {
  private CollectionHeader header;

  CollectionEntry(Bytes key, CollectionHeader header) {
    super(key);
    this.header = header;
  }

  /** An entry that holds no elements yet. */
  static CollectionEntry create(Bytes key, CollectionHeader header) {
    return switch (header.type()) {
      case STRING -> new ChunkedStringEntry(key, header);
      case LIST -> new ListEntry(key, header);
      case SET -> new SetEntry(key, header);
      case SORTED_SET -> new SortedSetEntry(key, header);
      case HASH -> new HashEntry(key, header);
    };
  }

  public final CollectionHeader header() {
    return header;
  }

  /** Whether a mutation with this header is about what is here, and not about something newer. */
  final boolean is(CollectionHeader other) {
    return header.id() == other.id() && header.type() == other.type();
  }

  public ValueType type() {
    return header.type();
  }

  @Override
  public final long expireAt() {
    return header.expireAt();
  }

  /** Applies a mutation of this collection, which has this index in its slot's log. */
  final void changeTo(OfCollection change, long index) {
    header = change.header();
    changeElements(change, index);
    changedIn(index);
  }

  /**
   * Applies what the mutation does to elements. The header's type made the entry: a cast that fails
   * is a mutation that contradicts itself.
   */
  void changeElements(OfCollection change, long index) {
    switch (change) {
      case PatchString patch -> ((ChunkedStringEntry) this).patch(patch);
      case PutHashFields put -> ((HashEntry) this).put(put.fields());
      case DropHashFields drop -> ((HashEntry) this).drop(drop.fields());
      case PutSetMembers put -> ((SetEntry) this).put(put.members());
      case DropSetMembers drop -> ((SetEntry) this).drop(drop.members());
      case PutScores put -> ((SortedSetEntry) this).put(put.changes());
      case DropScores drop -> ((SortedSetEntry) this).drop(drop.members());
      case PutListEntries put -> ((ListEntry) this).put(put.first(), put.entries());
      case DropListRange drop -> ((ListEntry) this).drop(drop.from(), drop.to());
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
    }
  }

  /** The heap that the elements take. */
  abstract long contentBytes();

  @Override
  final long sizeBytes() {
    return HeapSize.COLLECTION_ENTRY
        + HeapSize.bytes(keyArray().length)
        + contentBytes()
        + (dueAt() == Expiry.NEVER ? 0 : HeapSize.TIMER);
  }
}
