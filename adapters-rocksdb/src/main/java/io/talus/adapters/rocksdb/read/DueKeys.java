package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/**
 * Finds what is due, slot by slot, and remembers for each slot when to look at it again. Any
 * thread.
 *
 * <p>A slot's time may be too early, never too late. A look at the index moves it on, but only if
 * no batch has touched it since the look began: so each entry of the map is another object,
 * compared by identity, and batches put theirs in after they were written.
 */
public final class DueKeys {
  private static final Comparator<SlotAddress> BY_PLACE =
      Comparator.comparingInt(SlotAddress::table)
          .thenComparingInt(SlotAddress::slot)
          .thenComparingLong(SlotAddress::incarnation);

  /** When a slot has to be looked at. Not a record: it is equal to itself alone. */
  private static final class Horizon {
    private final long at;

    Horizon(long at) {
      this.at = at;
    }
  }

  private final DueIndex index;
  private final ConcurrentSkipListMap<SlotAddress, Horizon> horizons =
      new ConcurrentSkipListMap<>(BY_PLACE);

  /** Where the last search stopped, so that a slot with much to do does not hide the others. */
  private volatile SlotAddress last = new SlotAddress(0, 0, 0);

  public DueKeys(Database database) {
    this.index = new DueIndex(database);
  }

  /** The slot now has something that is due at this time, or nothing is known of it. */
  public void expect(SlotAddress address, long at) {
    if (at != Expiry.NEVER) {
      horizons.merge(
          address, new Horizon(at), (old, ours) -> new Horizon(Math.min(old.at, ours.at)));
    }
  }

  /** See {@link io.talus.application.port.SlotStore#nextDue}. */
  public long next(SlotAddress address) {
    Horizon horizon = horizons.get(address);
    return horizon == null ? Expiry.NEVER : horizon.at;
  }

  /** The slot's incarnation has ended. */
  public void forget(SlotAddress address) {
    horizons.remove(address);
  }

  /** See {@link io.talus.application.port.SlotStore#due}. */
  public void visit(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    SlotAddress start = last;
    int left = visit(horizons.tailMap(start, false), nowMillis, limit, visitor);
    if (left > 0) {
      visit(horizons.headMap(start, true), nowMillis, left, visitor);
    }
  }

  /** Entries of the index that stand for nothing any more, and should be deleted. */
  public StaleEntries stale() {
    return index.stale();
  }

  private int visit(
      Map<SlotAddress, Horizon> slots,
      long nowMillis,
      int limit,
      BiConsumer<SlotAddress, Bytes> visitor) {
    int left = limit;
    for (Map.Entry<SlotAddress, Horizon> slot : slots.entrySet()) {
      Horizon horizon = slot.getValue();
      if (horizon.at <= nowMillis) {
        last = slot.getKey();
        DueIndex.Look look = index.look(last, horizon.at, nowMillis, left, visitor);
        moveOn(last, horizon, look.firstAt());
        left -= look.visited();
        if (left <= 0) {
          break;
        }
      }
    }
    return left;
  }

  private void moveOn(SlotAddress address, Horizon seen, long firstAt) {
    if (firstAt == Expiry.NEVER) {
      horizons.remove(address, seen);
    } else {
      horizons.replace(address, seen, new Horizon(firstAt));
    }
  }
}
