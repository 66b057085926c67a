package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Where in the log the units of replicated slots stand, roughly: some blocks, from which on a unit
 * is found by reading. Belongs to the thread that appends.
 *
 * <p>Bounded: of each slot there is at most one mark for so many bytes of the log and for each tail
 * that was cut, and what the log gives up is forgotten.
 */
public final class EntryIndex {
  /** So much of the log is read at most to come to a unit. */
  private static final long STEP_BYTES = 1 << 20;

  /** The marks of a slot: the block that holds an index, or one before it. */
  private static final class Marks {
    private final TreeMap<Long, Long> blocks = new TreeMap<>();

    /** Those marks before which a tail was cut: what stands behind it has taken its indexes. */
    private final TreeSet<Long> rewritten = new TreeSet<>();

    private long lastBlock;

    /** The first index that was cut, and that no unit behind the cut has taken yet; 0 for none. */
    private long cutFrom;
  }

  private final Binlog binlog;
  private final Map<SlotId, Marks> slots = new HashMap<>();

  public EntryIndex(Binlog binlog) {
    this.binlog = binlog;
  }

  /** A unit stands in this block; units of a slot come in the order of the log. */
  void entry(SlotId slot, long index, long block) {
    Marks marks = slots.computeIfAbsent(slot, _ -> new Marks());
    boolean isRewritten = marks.cutFrom > 0;
    if (isRewritten) {
      marks.rewritten.add(index);
      marks.cutFrom = 0;
    }
    if (marks.blocks.isEmpty() || isRewritten || isFar(marks.lastBlock, block)) {
      marks.blocks.put(index, block);
      marks.lastBlock = block;
    }
  }

  private boolean isFar(long from, long to) {
    return binlog.bytesAfter(from) - binlog.bytesAfter(to) >= STEP_BYTES;
  }

  /** Units of the slot, from this index on, have just been appended. */
  public void appended(SlotId slot, long index) {
    entry(slot, index, binlog.lastBlock());
  }

  /** The slot's log is cut behind the index. */
  public void cutBehind(SlotId slot, long index) {
    Marks marks = slots.get(slot);
    if (marks != null) {
      marks.blocks.tailMap(index, false).clear();
      marks.rewritten.tailSet(index, false).clear();
      marks.cutFrom = index + 1;
    }
  }

  /** The slot has no log here any more. */
  public void forget(SlotId slot) {
    slots.remove(slot);
  }

  /**
   * Units of a slot are given up.
   *
   * @param through the last of them; {@link Long#MAX_VALUE} if none is known to remain
   */
  public record Dropped(SlotId slot, long through) {}

  /**
   * The log gives up everything up to this block: more units count as given up than really are,
   * those before the first mark that remains.
   */
  void dropThrough(long block, Consumer<Dropped> visitor) {
    slots.forEach(
        (slot, marks) -> {
          while (!marks.blocks.isEmpty() && marks.blocks.firstEntry().getValue() <= block) {
            marks.blocks.pollFirstEntry();
          }
          marks.rewritten.retainAll(marks.blocks.keySet());
          long through = marks.blocks.isEmpty() ? Long.MAX_VALUE : marks.blocks.firstKey() - 1;
          visitor.accept(new Dropped(slot, through));
        });
  }

  /**
   * The first index from this one on at which who reads on, from {@link #blockBefore}, meets what
   * was cut; {@link Long#MAX_VALUE} if there is none.
   */
  long nextCut(SlotId slot, long index) {
    Marks marks = slots.get(slot);
    if (marks == null) {
      return Long.MAX_VALUE;
    }
    Long rewritten = marks.rewritten.higher(index);
    long next = rewritten == null ? Long.MAX_VALUE : rewritten;
    return marks.cutFrom == 0 ? next : Math.min(next, Math.max(index, marks.cutFrom));
  }

  /** The block to read from so as to come to the unit; {@code none} if nothing is known of it. */
  long blockBefore(SlotId slot, long index, long none) {
    Marks marks = slots.get(slot);
    Map.Entry<Long, Long> mark = marks == null ? null : marks.blocks.floorEntry(index);
    return mark == null ? none : mark.getValue();
  }
}
