package io.talus.application.log;

import io.talus.domain.slot.SlotId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the logs of slots are committed that have to ask others: the store takes no more of them.
 * A slot that is not mentioned here is committed as soon as it is synced in this node's log. Said
 * by the shard, asked by the background writer: any thread.
 */
public final class Commits {
  private final Map<SlotId, Long> committed = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** The slot asks others from now on; it is committed up to this index. */
  public void await(SlotId slot, long index) {
    committed.put(slot, index);
  }

  /** The slot is committed up to this index; an earlier one than before changes nothing. */
  public void advance(SlotId slot, long index) {
    committed.computeIfPresent(slot, (_, before) -> Math.max(before, index));
    changes.incrementAndGet();
  }

  /** The slot asks nobody any more. */
  public void all(SlotId slot) {
    committed.remove(slot);
    changes.incrementAndGet();
  }

  /** Up to which index the store may take the slot's log. */
  long of(SlotId slot) {
    return committed.getOrDefault(slot, Long.MAX_VALUE);
  }

  /** Another number whenever more may be taken than before. */
  long changes() {
    return changes.get();
  }
}
