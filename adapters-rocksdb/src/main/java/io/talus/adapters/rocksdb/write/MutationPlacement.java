package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.application.port.SlotAddress;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.Expiry;
import java.util.function.ToLongFunction;

/** Writes mutations, each kind where it belongs. */
final class MutationPlacement {
  private final WriteSets sets;
  private final KeyWriter keys;
  private final Overwrites overwrites;
  private final ElementWriter elements;
  private final ListWriter lists;
  private final ChunkWriter chunks;
  private final CountWriter counts;
  private final ToLongFunction<SlotAddress> nextEdition;

  /** Of a slot that is not cleared. */
  MutationPlacement(WriteSets sets, StoreSource store, CountLimits limits) {
    this(sets, store, limits, SlotAddress::incarnation);
  }

  /**
   * @param nextEdition the edition for an incarnation of a slot of which the store has nothing
   */
  MutationPlacement(
      WriteSets sets,
      StoreSource store,
      CountLimits limits,
      ToLongFunction<SlotAddress> nextEdition) {
    this.nextEdition = nextEdition;
    this.sets = sets;
    this.counts = new CountWriter(sets.of(Family.COUNTS), store, limits);
    this.keys = new KeyWriter(sets);
    this.overwrites = new Overwrites(sets, store);
    this.elements = new ElementWriter(sets, counts);
    this.lists = new ListWriter(sets, store);
    this.chunks = new ChunkWriter(sets, store);
  }

  void write(SlotChange slot, Mutation mutation) {
    switch (mutation) {
      case PutString put -> keys.putString(slot, put);
      case OverwriteString put -> overwrite(slot, put);
      case DropKey drop -> drop(slot, drop);
      case ClearSlot clear -> clear(slot, clear);
      case BuildPart build -> {
        keys.begin(slot, build.part());
        writeElements(slot, build.part());
      }
      case AbandonBuilt abandon -> abandon(slot, abandon);
      case OfCollection change -> writeCollection(slot, change);
    }
  }

  private void overwrite(SlotChange slot, OverwriteString put) {
    DropKey before = overwrites.overwrite(slot, put.key());
    if (before != null) {
      drop(slot, before);
    }
    keys.putString(slot, new PutString(put.key(), put.value(), put.expireAt(), Expiry.NEVER));
  }

  private void abandon(SlotChange slot, AbandonBuilt abandon) {
    keys.abandon(slot, abandon.id());
    counts.drop(slot, abandon.type(), abandon.id());
  }

  private void drop(SlotChange slot, DropKey drop) {
    keys.drop(slot, drop);
    counts.drop(slot, drop.type(), drop.collectionId());
  }

  /**
   * All of the batch has been written: what was gathered is handed over.
   *
   * @param urgent see {@link io.talus.application.port.StoreBatch#isUrgent}
   */
  void finish(boolean urgent) {
    overwrites.finish(urgent);
    lists.finish();
    chunks.finish();
    counts.finish();
  }

  void applied() {
    lists.applied();
    chunks.applied();
  }

  void failed() {
    overwrites.failed();
    counts.failed();
    lists.failed();
    chunks.failed();
  }

  private void writeCollection(SlotChange slot, OfCollection mutation) {
    switch (mutation) {
      case SetExpiry set -> keys.setExpiry(slot, set);
      case MoveKey move -> keys.move(slot, move);
      case PublishBuilt publish -> keys.publish(slot, publish);
      default -> {
        keys.putHeader(slot, mutation);
        writeElements(slot, mutation);
      }
    }
  }

  private void writeElements(SlotChange slot, OfCollection mutation) {
    switch (mutation) {
      case PatchString patch -> chunks.patch(slot, patch);
      case PutHashFields put -> elements.putFields(slot, put);
      case DropHashFields drop -> elements.dropFields(slot, drop);
      case PutSetMembers put -> elements.putMembers(slot, put);
      case DropSetMembers drop -> elements.dropMembers(slot, drop);
      case PutScores put -> elements.putScores(slot, put);
      case DropScores drop -> elements.dropScores(slot, drop);
      case PutListEntries put -> lists.put(slot, put);
      case DropListRange drop -> lists.drop(slot, drop);
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // They are about the key.
      }
    }
  }

  private void clear(SlotChange slot, ClearSlot clear) {
    sets.deleteSlot(slot.prefix(), slot.hasStoredKeys());
    counts.clear(slot);
    slot.clear(clear.newIncarnation(), nextEdition);
  }
}
