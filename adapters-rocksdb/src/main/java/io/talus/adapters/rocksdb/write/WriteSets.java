package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a batch does to all column families.
 *
 * <p>Ranges are deleted first, whatever was put before into a range having been taken back; then
 * come single keys. Elements and scores of a collection that died in the batch are left out: the
 * compaction filter takes what is in the store.
 */
final class WriteSets {
  private record Range(Family family, Bytes from, Bytes to) {}

  private final WriteSet[] sets = new WriteSet[Family.all().length];
  private final List<Range> ranges = new ArrayList<>();
  private final Set<Bytes> dead = new HashSet<>();

  WriteSets() {
    Arrays.setAll(sets, i -> new WriteSet());
  }

  WriteSet of(Family family) {
    return sets[family.index()];
  }

  /** Deletes everything of a slot's edition, in the store and in this batch. */
  void deleteSlot(SlotPrefix slot, boolean mayBeInStore) {
    for (Family family : Family.all()) {
      if (family.isSlotted()) {
        of(family).forget(slot.start(), slot.end());
        if (mayBeInStore) {
          ranges.add(new Range(family, slot.start(), slot.end()));
        }
      }
    }
  }

  /** Deletes every edition of a slot, and that it is known. */
  void deleteSlot(SlotId slot) {
    Bytes prefix = SlotPrefix.ofAllIncarnations(slot);
    for (Family family : Family.all()) {
      if (family.isSlotted()) {
        deleteRange(family, prefix, SlotPrefix.end(prefix));
      }
    }
    Bytes marks = SystemLayout.unpublishedKeys(prefix);
    deleteRange(Family.SYSTEM, marks, SlotPrefix.end(marks));
    LayoutSink status = new LayoutSink(SlotPrefix.LENGTH);
    SystemLayout.statusKey(status, slot);
    of(Family.SYSTEM).delete(status);
  }

  /** Deletes the keys from {@code from} (inclusive) to {@code to} (exclusive). */
  void deleteRange(Family family, Bytes from, Bytes to) {
    of(family).forget(from, to);
    ranges.add(new Range(family, from, to));
  }

  /** Elements and scores of this collection need not be written. */
  void died(Bytes collection) {
    dead.add(collection);
  }

  /**
   * The batch in RocksDB's own representation.
   *
   * @param familyIds the numbers that RocksDB gave to the families
   */
  byte[] toArray(int[] familyIds) {
    long bytes = 0;
    for (Range range : ranges) {
      int family = familyIds[range.family().index()];
      bytes += BatchRecords.deleteRangeBytes(family, range.from(), range.to());
    }
    for (Family family : Family.all()) {
      bytes += of(family).prepare(familyIds[family.index()], verdict(family));
    }
    BatchRecords records = new BatchRecords(bytes);
    for (Range range : ranges) {
      records.deleteRange(familyIds[range.family().index()], range.from(), range.to());
    }
    for (Family family : Family.all()) {
      of(family).writeTo(records, familyIds[family.index()]);
    }
    return records.toArray();
  }

  void clear() {
    for (WriteSet set : sets) {
      set.clear();
    }
    ranges.clear();
    dead.clear();
  }

  private WriteSet.Verdict verdict(Family family) {
    return family.isOfCollections() && !dead.isEmpty() ? alive() : WriteSet.Verdict.EVERYTHING;
  }

  /** Keys come in order, so one answer holds for all elements of a collection. */
  private WriteSet.Verdict alive() {
    return new WriteSet.Verdict() {
      private Bytes last = Bytes.EMPTY;
      private boolean lastIsDead;

      @Override
      public boolean isWanted(byte[] keys, int from) {
        int to = from + SlotPrefix.COLLECTION_LENGTH;
        if (!Arrays.equals(last.array(), 0, last.length(), keys, from, to)) {
          last = Bytes.copyOf(keys, from, SlotPrefix.COLLECTION_LENGTH);
          lastIsDead = dead.contains(last);
        }
        return !lastIsDead;
      }
    };
  }
}
