package io.talus.domain.replication.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.Membership;
import java.util.List;

/**
 * A stretch of a slot's log without its bytes: what stands before it, and the epochs of its
 * entries. The first entry of an epoch is always the empty one that opens it.
 *
 * @param previous the position before the first entry
 * @param changes the entries among them that change the membership
 */
public record Stretch(LogPosition previous, List<EpochRun> runs, List<MembershipEntry> changes) {
  public Stretch {
    runs = List.copyOf(runs);
    changes = List.copyOf(changes);
    long expected = previous.index() + 1;
    for (EpochRun run : runs) {
      if (run.first() != expected) {
        throw new IllegalArgumentException("gap before " + run + " (expected: " + expected + ")");
      }
      expected = run.last() + 1;
    }
  }

  /** No entries. */
  public static Stretch emptyAfter(LogPosition previous) {
    return new Stretch(previous, List.of(), List.of());
  }

  /** Units, or the empty entry, of one epoch. */
  public static Stretch of(LogPosition previous, long epoch, int count) {
    long first = previous.index() + 1;
    return new Stretch(previous, List.of(new EpochRun(epoch, first, first + count - 1)), List.of());
  }

  /** One entry that changes the membership. */
  public static Stretch changing(LogPosition previous, long epoch, Membership membership) {
    long index = previous.index() + 1;
    return new Stretch(
        previous,
        List.of(new EpochRun(epoch, index, index)),
        List.of(new MembershipEntry(index, membership)));
  }

  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** How many entries there are. */
  public long size() {
    return lastIndex() - previous.index();
  }

  public long firstIndex() {
    return previous.index() + 1;
  }

  public long lastIndex() {
    return isEmpty() ? previous.index() : runs.getLast().last();
  }

  public LogPosition last() {
    return isEmpty() ? previous : new LogPosition(runs.getLast().epoch(), lastIndex());
  }

  /** The epoch of one of the entries. */
  public long epochAt(long index) {
    for (EpochRun run : runs) {
      if (run.holds(index)) {
        return run.epoch();
      }
    }
    throw new IllegalArgumentException("index: " + index + " (expected: one of " + runs + ")");
  }

  /** The first so many entries. */
  public Stretch first(int count) {
    long last = previous.index() + count;
    return new Stretch(
        previous,
        EpochRuns.between(runs, firstIndex(), last),
        changes.stream().filter(change -> change.index() <= last).toList());
  }

  /** The part that begins at an index within. */
  public Stretch from(long index) {
    if (index == firstIndex()) {
      return this;
    }
    long epochBefore = EpochRuns.between(runs, index - 1, index - 1).getFirst().epoch();
    return new Stretch(
        new LogPosition(epochBefore, index - 1),
        EpochRuns.between(runs, index, lastIndex()),
        changes.stream().filter(change -> change.index() >= index).toList());
  }
}
