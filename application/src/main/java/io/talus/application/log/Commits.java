package io.talus.application.log;

import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the logs of slots are committed that have to ask others: the store takes no more of them.
 * A slot that is not mentioned here is committed as soon as it is synced in this node's log. Said
 * by the shard, asked by the background writer: any thread.
 *
 * <p>An index may be used again after a cut. So the writer, who is behind, has to know of a cut
 * before it hears of a commit that comes after it: else it would take a unit that was cut off for
 * the one that was committed in its place.
 */
public final class Commits {
  /** The slot's units behind the index that stand before this block are no part of its log. */
  private record Cut(long block, long kept) {}

  private final Map<SlotId, Long> committed = new ConcurrentHashMap<>();

  /** Those that the writer has not come to; few, and seldom any. */
  private final Map<SlotId, List<Cut>> cuts = new ConcurrentHashMap<>();

  private final AtomicLong changes = new AtomicLong();

  /** The slot asks others from now on; it is committed up to this index. */
  public void await(SlotId slot, long index) {
    committed.put(slot, index);
  }

  /** The slots that ask others. */
  public Set<SlotId> awaited() {
    return Set.copyOf(committed.keySet());
  }

  /** Whether the slot asks others. */
  public boolean isAwaited(SlotId slot) {
    return committed.containsKey(slot);
  }

  /** Up to where the slot is known to be committed; 0 of one that asks nobody. */
  public long known(SlotId slot) {
    return committed.getOrDefault(slot, 0L);
  }

  /**
   * The slot is committed up to this index.
   *
   * @return whether that is news
   */
  public boolean advance(SlotId slot, long index) {
    Long before = committed.get(slot);
    if (before == null || before >= index) {
      return false;
    }
    committed.replace(slot, index);
    changes.incrementAndGet();
    return true;
  }

  /** The slot asks nobody any more. */
  public void all(SlotId slot) {
    committed.remove(slot);
    changes.incrementAndGet();
  }

  /** This block says that the slot's log was cut. */
  public void cut(long block, TailCut cut) {
    cuts.computeIfAbsent(cut.slot(), _ -> new CopyOnWriteArrayList<>())
        .add(new Cut(block, cut.kept().index()));
  }

  /** The writer has read everything up to this block. */
  void read(long block) {
    if (!cuts.isEmpty()) {
      cuts.values().forEach(ofSlot -> ofSlot.removeIf(cut -> cut.block <= block));
    }
  }

  /**
   * Up to which index the store may take the slot's log. To be asked before {@link #isCutOff}, not
   * after it.
   */
  long of(SlotId slot) {
    return committed.isEmpty() ? Long.MAX_VALUE : committed.getOrDefault(slot, Long.MAX_VALUE);
  }

  /** Whether a unit that stands in this block is cut off farther back in the log. */
  boolean isCutOff(SlotId slot, long index, long block) {
    if (cuts.isEmpty()) {
      return false;
    }
    for (Cut cut : cuts.getOrDefault(slot, List.of())) {
      if (index > cut.kept && block < cut.block) {
        return true;
      }
    }
    return false;
  }

  /** Another number whenever more may be taken than before. */
  long changes() {
    return changes.get();
  }
}
