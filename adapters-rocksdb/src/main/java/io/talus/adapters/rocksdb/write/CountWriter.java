package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ScoreLayout;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the trees that count the members of sorted sets: notes during a batch where members came
 * and went, and brings the trees up to it at the end.
 *
 * <p>A tree exists while its set has at least {@link CountLimits#countedFrom} members in the store.
 * How many it had before the batch follows from how many it has after it.
 */
final class CountWriter {
  private final WriteSet counts;
  private final StoreSource store;
  private final CountLimits limits;
  private final Map<Bytes, PlaceChanges> changes = new LinkedHashMap<>();
  private final LayoutSink key = new LayoutSink(SlotPrefix.COLLECTION_LENGTH);

  CountWriter(WriteSet counts, StoreSource store, CountLimits limits) {
    this.counts = counts;
    this.store = store;
    this.limits = limits;
  }

  void put(SlotChange slot, PutScores put) {
    PlaceChanges set = changesOf(slot, put.header().id());
    for (int i = 0; i < put.changes().size(); i++) {
      ScoreChange change = put.changes().get(i);
      if (!Double.isNaN(change.previousScore())) {
        set.remove(ScoreLayout.place(change.previousScore(), change.member()));
      }
      set.add(ScoreLayout.place(change.score(), change.member()));
    }
    set.sizeAfter(put.header().size());
  }

  void drop(SlotChange slot, DropScores drop) {
    PlaceChanges set = changesOf(slot, drop.header().id());
    for (int i = 0; i < drop.members().size(); i++) {
      ScoredMember member = drop.members().get(i);
      set.remove(ScoreLayout.place(member.score(), member.member()));
    }
    set.sizeAfter(drop.header().size());
  }

  /** The set is dead: the compaction filter takes its tree. */
  void drop(SlotChange slot, ValueType type, long id) {
    if (type == ValueType.SORTED_SET && !changes.isEmpty()) {
      changes.remove(collection(slot, id));
    }
  }

  /** All sets of the slot are gone. */
  void clear(SlotChange slot) {
    Bytes prefix = slot.prefix().start();
    changes.keySet().removeIf(set -> set.slice(0, prefix.length()).equals(prefix));
  }

  /** Hands over what changes in the trees. */
  void finish() {
    changes.forEach(this::update);
    changes.clear();
  }

  private void update(Bytes collection, PlaceChanges set) {
    try (CountTree tree = new CountTree(collection, counts, store, limits)) {
      tree.update(set);
    }
  }

  void failed() {
    changes.clear();
  }

  private PlaceChanges changesOf(SlotChange slot, long id) {
    return changes.computeIfAbsent(collection(slot, id), c -> new PlaceChanges(slot.isNew(id)));
  }

  private Bytes collection(SlotChange slot, long id) {
    ElementLayout.collection(key.clear(), slot.prefix(), id);
    return key.toBytes();
  }
}
