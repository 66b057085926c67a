package io.talus.domain.replication.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one replica knows of its log: where it begins, which epochs follow, who belonged to the
 * group when. It knows nothing of what is durable or committed.
 *
 * <p>Owned by the event loop of its slot.
 */
public final class ReplicaLog {
  /**
   * Of entries that the log does not hold any more; a slot that changes its leader daily, for a
   * month.
   */
  private static final int OLDER_RUNS_MAX = 32;

  private final EpochRuns runs = new EpochRuns();
  private final List<MembershipEntry> changes = new ArrayList<>();
  private LogPosition start;
  private Membership baseMembership;
  private LogPosition last;

  /**
   * @param kept what the log holds; the position before it is that of the snapshot it builds on
   * @param baseMembership who belonged to the group at that position
   * @param history the epochs of what comes before, as far as they are known
   */
  public ReplicaLog(Stretch kept, Membership baseMembership, List<EpochRun> history) {
    reset(kept.previous(), baseMembership, history);
    append(kept);
  }

  /** The position before the first entry that is kept. */
  public LogPosition start() {
    return start;
  }

  public LogPosition last() {
    return last;
  }

  public long lastIndex() {
    return last.index();
  }

  /** The position of an index from {@link #start} to {@link #last}. */
  public LogPosition position(long index) {
    return index == start.index() ? start : new LogPosition(runs.epochAt(index), index);
  }

  public boolean contains(LogPosition position) {
    return position.index() >= start.index()
        && position.index() <= last.index()
        && position(position.index()).epoch() == position.epoch();
  }

  /** Who belongs to the group by the latest entry that says so, committed or not. */
  public Membership membership() {
    return changes.isEmpty() ? baseMembership : changes.getLast().membership();
  }

  public Membership membershipAt(long index) {
    Membership found = baseMembership;
    for (MembershipEntry change : changes) {
      if (change.index() <= index) {
        found = change.membership();
      }
    }
    return found;
  }

  /** Where the membership was last changed; 0 if the log does not know of a change. */
  public long lastChangeIndex() {
    return changes.isEmpty() ? 0 : changes.getLast().index();
  }

  /** At most so many entries behind an index that is kept. */
  public Stretch after(long index, long countMax) {
    long end = Math.min(last.index(), index + countMax);
    return new Stretch(
        position(index),
        end == index ? List.of() : runs.between(index + 1, end),
        changes.stream().filter(c -> c.index() > index && c.index() <= end).toList());
  }

  /** The first index of the stretch at which this log holds something else or nothing. */
  public long firstNew(Stretch stretch) {
    for (EpochRun run : stretch.runs()) {
      long index = Math.max(run.first(), start.index() + 1);
      while (index <= run.last()) {
        if (index > last.index() || runs.epochAt(index) != run.epoch()) {
          return index;
        }
        index = runs.at(index).last() + 1;
      }
    }
    return stretch.lastIndex() + 1;
  }

  /**
   * The last index up to the position's whose epoch is not above the position's: behind it two logs
   * that differ at the position cannot agree.
   */
  public LogPosition lastThatMayAgree(LogPosition position) {
    long index = Math.min(position.index(), last.index());
    while (index > start.index() && runs.epochAt(index) > position.epoch()) {
      index = runs.at(index).first() - 1;
    }
    return index <= start.index() ? start : position(index);
  }

  /**
   * The epochs of the entries, oldest first: also of some that the log does not hold any more, as
   * far back as is known.
   */
  public List<EpochRun> history() {
    return runs.all();
  }

  /** The epochs of what the log does not hold any more. */
  public List<EpochRun> olderHistory() {
    return runs.between(1, start.index());
  }

  /**
   * The last entry that this log holds of another's history. Empty if that does not say: it begins
   * behind where this log does. If it does say, and they have nothing in common, what they have
   * stands before this log: that is {@link LogPosition#NONE} here, as nobody can tell where.
   */
  public Optional<LogPosition> lastCommon(List<EpochRun> history) {
    for (EpochRun run : history.reversed()) {
      long index =
          Math.min(run.last(), lastThatMayAgree(new LogPosition(run.epoch(), run.last())).index());
      if (index >= run.first() && contains(new LogPosition(run.epoch(), index))) {
        return Optional.of(position(index));
      }
    }
    boolean says =
        start.index() == 0 || (!history.isEmpty() && history.getFirst().first() <= start.index());
    return says ? Optional.of(LogPosition.NONE) : Optional.empty();
  }

  /** Appends entries; what stands at their indexes or behind is cut. */
  public void append(Stretch entries) {
    if (entries.isEmpty()) {
      return;
    }
    if (entries.firstIndex() <= last.index()) {
      cutFrom(entries.firstIndex());
    }
    if (!last.equals(entries.previous())) {
      throw new IllegalStateException("append behind " + entries.previous() + " to " + last);
    }
    entries.runs().forEach(runs::add);
    changes.addAll(entries.changes());
    last = entries.last();
  }

  /** Forgets what stands behind an index that is kept. */
  public void cutBehind(long index) {
    if (index < last.index()) {
      cutFrom(index + 1);
    }
  }

  private void cutFrom(long index) {
    runs.cutFrom(index);
    changes.removeIf(change -> change.index() >= index);
    last = position(index - 1);
  }

  /** Forgets entries that the binlog has dropped. */
  public void dropThrough(long index) {
    if (index <= start.index()) {
      return;
    }
    LogPosition newStart = position(index);
    baseMembership = membershipAt(index);
    changes.removeIf(change -> change.index() <= index);
    runs.forgetThrough(index, OLDER_RUNS_MAX);
    start = newStart;
  }

  /**
   * Begins anew behind a snapshot.
   *
   * @param history the epochs of what it covers, and perhaps of more, as far as they are known
   */
  public final void reset(LogPosition snapshot, Membership membership, List<EpochRun> history) {
    runs.clear();
    EpochRuns.between(history, 1, snapshot.index()).forEach(runs::add);
    runs.forgetThrough(snapshot.index(), OLDER_RUNS_MAX);
    changes.clear();
    start = snapshot;
    last = snapshot;
    baseMembership = membership;
  }
}
