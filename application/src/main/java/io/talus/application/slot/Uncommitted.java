package io.talus.application.slot;

import io.talus.domain.log.LogPosition;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The units of a slot that are in its log and not committed, with what the slot was like after each
 * of them: so its log can be cut behind any. Belongs to the shard's thread.
 */
final class Uncommitted {
  /** What a unit takes here beside its bytes in the log, which the writer sets aside. */
  private static final int FIXED_BYTES = 128;

  /**
   * A slot's state after a unit.
   *
   * @param bytes what the unit takes in memory until it is committed
   */
  record After(long timeMillis, SlotCounters counters, long bytes) {
    LogPosition position() {
      return new LogPosition(counters.epoch, counters.index);
    }
  }

  private final UncommittedShare share;
  private final Deque<After> units = new ArrayDeque<>();

  /** The last committed one; the log is never cut before it. */
  private After base;

  private long bytes;

  Uncommitted(UncommittedShare share, After committed) {
    this.share = share;
    this.base = committed;
  }

  /** The slot is another one, all of which is committed. */
  void beginAgain(long timeMillis, SlotCounters committed) {
    forgetAfter(0);
    SlotCounters copy = new SlotCounters();
    copy.copyFrom(committed);
    base = new After(timeMillis, copy, 0);
  }

  /** A unit of so many bytes was executed, or came from another node. */
  void add(long timeMillis, SlotCounters after, long encodedBytes) {
    SlotCounters copy = new SlotCounters();
    copy.copyFrom(after);
    grow(encodedBytes + FIXED_BYTES);
    units.add(new After(timeMillis, copy, encodedBytes + FIXED_BYTES));
  }

  void committed(long index) {
    while (!units.isEmpty() && units.getFirst().counters.index <= index) {
      base = units.removeFirst();
      grow(-base.bytes);
    }
  }

  /**
   * @throws IllegalStateException if more is committed than the position, or the slot was never
   *     there
   */
  void requireCuttable(LogPosition kept) {
    boolean wasThere =
        base.position().equals(kept)
            || units.stream().anyMatch(unit -> unit.position().equals(kept));
    if (!wasThere) {
      throw new IllegalStateException(
          "cut behind " + kept + ", which is not in the log behind " + base.position());
    }
  }

  /** Forgets what comes after the position; returns what the slot was like there. */
  After cutTo(LogPosition kept) {
    requireCuttable(kept);
    forgetAfter(kept.index());
    return units.isEmpty() ? base : units.getLast();
  }

  /** Forgets what comes after the unit. */
  void forgetAfter(long index) {
    while (!units.isEmpty() && units.getLast().counters.index > index) {
      grow(-units.removeLast().bytes);
    }
  }

  /** Whether so much waits that the slot takes no more writes. */
  boolean isFull() {
    return share.isUsedUpBy(bytes);
  }

  /** Whether half of that waits. */
  boolean isHalfFull() {
    return share.isUsedUpBy(2 * bytes);
  }

  private void grow(long more) {
    bytes += more;
    share.grow(more);
  }
}
