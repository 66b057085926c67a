package io.talus.application.cold;

import io.talus.application.cold.ColdRequest.PageSlot;
import io.talus.application.slot.PinnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.domain.value.Scan;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads slots of the store through to learn which keys they have, where that is worthwhile: one
 * after the other, a page at a time, beside everything else: commands profit from it at once, so a
 * page takes its turn among their reads. On the shard's thread, but for the reading.
 *
 * <p>What was read is true although the keys change meanwhile: a key that was not resident when the
 * reading began was in the store already, and stays there until it is dropped, or is read, made
 * resident and given up again; whatever is given up is noted as well ({@code EvictedKeys.add}).
 */
public final class EvictedKeysReader implements ColdReads.Recipient {
  /** Some hundred microseconds of a reader, and some ten of the loop. */
  private static final int PAGE_KEYS = 1024;

  private final ColdReads coldReads;

  /** Each slot once. */
  private final SequencedSet<ShardSlot> waiting = new LinkedHashSet<>();

  /** The slot that is being read. */
  private @Nullable ShardSlot current;

  public EvictedKeysReader(ColdReads coldReads) {
    this.coldReads = coldReads;
  }

  /** The store was asked for so many keys that it does not hold. */
  public void askedInVain(ShardSlot slot, long keys) {
    slot.evicted().askedInVain(keys);
    if (slot.evicted().isWorthReading(slot.keys())) {
      waiting.add(slot);
      if (current == null) {
        readNext();
      }
    }
  }

  private void readNext() {
    current = null;
    while (current == null && !waiting.isEmpty()) {
      ShardSlot next = waiting.removeFirst();
      if (isReadable(next) && next.evicted().isWorthReading(next.keys())) {
        current = next;
        next.evicted().beginReading(next.keys());
        coldReads.read(new ColdRequest.Hashes(pageSlot(next), Scan.START, PAGE_KEYS), this);
      }
    }
  }

  private boolean isReadable(ShardSlot slot) {
    return !slot.isComplete() && slot.isReadable();
  }

  private static PageSlot pageSlot(ShardSlot slot) {
    return new PageSlot(slot.address(), slot.generation());
  }

  /** What is not resident now was in the store then: that much stays so without any pin of ours. */
  @Override
  public void reads(PinnedSlots pinned) {}

  @Override
  public void arrived(ColdRequest request, ColdResult result) {
    ShardSlot slot = current;
    if (slot == null || !(request instanceof ColdRequest.Hashes hashes)) {
      throw new IllegalStateException("nobody has asked: " + request);
    }
    if (!(result instanceof ColdResult.HashPage page) || !hashes.slot().equals(pageSlot(slot))) {
      slot.evicted().stopReading();
      readNext();
    } else if (!slot.evicted().read(page.hashes())) {
      readNext();
    } else if (page.nextHash() == Scan.END) {
      slot.evicted().endReading();
      readNext();
    } else {
      coldReads.read(new ColdRequest.Hashes(hashes.slot(), page.nextHash(), PAGE_KEYS), this);
    }
  }
}
