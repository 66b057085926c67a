package io.talus.application.log;

import io.talus.application.log.LogNote.EpochEntered;
import io.talus.application.log.LogNote.Members;
import io.talus.application.log.LogNote.Replica;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.MembershipEntry;
import io.talus.domain.replication.log.ReplicaLog;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.replica.Stored;
import io.talus.domain.replication.replica.Write;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the node's log says of one replica, as far as it has been read or written: enough to begin
 * the replica again, after a start of the process or when an append has failed.
 *
 * <p>A log is read from its oldest block. Units may stand there before the note that says where the
 * replica's log begins: they are counted from what is found, and put right by the note ({@code
 * RESTATED}), which always follows.
 *
 * <p>Belongs to one thread.
 */
public final class KnownReplica {
  private final SlotId slot;
  private @Nullable MemberId member;
  private long epoch;
  private Optional<MemberId> vote = Optional.empty();
  private @Nullable ReplicaLog log;
  private @Nullable Membership nextMembers;

  /** Units up to here were not found: a note has to say that they were given up. */
  private long missingThrough;

  public KnownReplica(SlotId slot) {
    this.slot = slot;
  }

  public SlotId slot() {
    return slot;
  }

  /** Which replica it is; empty if the log does not speak of one. */
  public Optional<MemberId> member() {
    return Optional.ofNullable(member);
  }

  /**
   * The log says something of the replica.
   *
   * @param isInstalled of a note that a snapshot is about to be installed: whether the store has
   *     come to that
   */
  public void take(LogNote note, boolean isInstalled) {
    switch (note) {
      case TailCut cut -> take(cut);
      case EpochEntered entered -> {
        if (entered.member().equals(member)) {
          epoch = entered.epoch();
          vote = entered.vote();
        }
      }
      case Members members -> nextMembers = members.membership();
      case Replica replica -> take(replica, isInstalled);
    }
  }

  private void take(TailCut cut) {
    long kept = cut.kept().index();
    if (kept < missingThrough) {
      // What is left of what was given up is cut off, too: nothing behind the cut is missing.
      missingThrough = kept;
      log = new ReplicaLog(Stretch.emptyAfter(cut.kept()), Membership.NONE, List.of());
    } else if (log != null) {
      // What comes before the start was given up since, by a note that was read before.
      log.cutBehind(Math.max(kept, log.start().index()));
    }
  }

  private void take(Replica replica, boolean isInstalled) {
    switch (replica.reason()) {
      case BEGINS -> {
        be(replica);
        missingThrough = 0;
        log = begun(replica, Stretch.emptyAfter(replica.start()));
      }
      case RESTATED -> {
        be(replica);
        if (replica.start().index() >= missingThrough) {
          missingThrough = 0;
          log = begun(replica, keptBehind(replica.start()));
        } // else more was given up since, and another note says so
      }
      case INSTALLS -> {
        be(replica);
        if (isInstalled) {
          missingThrough = 0;
          log = begun(replica, Stretch.emptyAfter(replica.start()));
        }
      }
      case ENDS -> {
        member = null;
        missingThrough = 0;
        log = null;
      }
    }
  }

  private static ReplicaLog begun(Replica replica, Stretch kept) {
    return new ReplicaLog(kept, replica.membership(), replica.history());
  }

  private void be(Replica replica) {
    member = replica.member();
    epoch = replica.epoch();
    vote = replica.vote();
  }

  /** What was found of the log behind a position that begins it. */
  private Stretch keptBehind(LogPosition start) {
    if (log == null || log.lastIndex() <= start.index()) {
      return Stretch.emptyAfter(start);
    }
    Stretch found = log.after(start.index(), log.lastIndex() - start.index());
    return new Stretch(start, found.runs(), found.changes());
  }

  /**
   * A unit stands in a log that is being read. Units may be missing before it: the log gives up
   * what is old, and says so farther back.
   */
  void find(LogPosition position) {
    if (log == null || position.index() > log.lastIndex() + 1) {
      missingThrough = position.index() - 1;
      log =
          new ReplicaLog(
              Stretch.emptyAfter(new LogPosition(position.epoch(), missingThrough)),
              Membership.NONE,
              List.of());
    }
    take(position);
  }

  /**
   * The log has been read to its end.
   *
   * @throws IllegalStateException if units are missing, and nothing says that they were given up
   */
  void requireWhole() {
    if (member != null && missingThrough > 0) {
      throw new IllegalStateException(
          "%s: the units up to %d are missing in the log".formatted(slot, missingThrough));
    }
  }

  /**
   * A unit stands in the log.
   *
   * @throws IllegalStateException if others are missing before it
   */
  public void take(LogPosition position) {
    ReplicaLog known = required();
    if (position.index() > known.lastIndex()) {
      known.append(entry(known.last(), position));
    }
    nextMembers = null;
  }

  private Stretch entry(LogPosition last, LogPosition position) {
    if (position.index() != last.index() + 1) {
      throw new IllegalStateException("%s: %s follows %s".formatted(slot, position, last));
    }
    Stretch unit = Stretch.of(last, position.epoch(), 1);
    return nextMembers == null
        ? unit
        : new Stretch(
            last, unit.runs(), List.of(new MembershipEntry(position.index(), nextMembers)));
  }

  /**
   * Units stand in the log, with what they change of the membership: notes of that may have been
   * taken before all of them.
   *
   * @throws IllegalStateException if others are missing before them
   */
  public void take(Stretch units) {
    required().append(units);
    nextMembers = null;
  }

  /** The records up to here are gone, or will be. */
  public void dropThrough(long index) {
    required().dropThrough(index);
  }

  /** Whether it keeps no unit. */
  boolean isEmpty() {
    return log == null || log.lastIndex() == log.start().index();
  }

  /** The position of the last unit. */
  public LogPosition last() {
    return required().last();
  }

  /** What it keeps behind a position. */
  public Stretch behind(LogPosition position) {
    long from = Math.max(position.index(), required().start().index());
    return required().after(from, Long.MAX_VALUE - from);
  }

  /** What the replica is, for a note that lets the log before it go. */
  public Replica restated() {
    ReplicaLog kept = required();
    LogPosition start = kept.start();
    return said(
        start, kept.membershipAt(start.index()), kept.olderHistory(), Replica.Reason.RESTATED);
  }

  /** That there is no replica any more. */
  public Replica ended() {
    Replica last = restated();
    return said(last.start(), last.membership(), List.of(), Replica.Reason.ENDS);
  }

  /**
   * What the replica will be, for a note before a snapshot is installed.
   *
   * @param reset what the machine wants
   */
  public Replica installs(Write.Reset reset) {
    return said(reset.snapshot(), reset.membership(), reset.history(), Replica.Reason.INSTALLS);
  }

  private Replica said(
      LogPosition start, Membership membership, List<EpochRun> history, Replica.Reason reason) {
    return new Replica(slot, requiredMember(), epoch, vote, start, membership, history, reason);
  }

  /**
   * What the replica begins with.
   *
   * @param committedIndex up to where the slot's log is surely committed
   */
  public Stored stored(long committedIndex) {
    ReplicaLog kept = required();
    LogPosition start = kept.start();
    return new Stored(
        epoch,
        vote,
        Math.min(committedIndex, kept.lastIndex()),
        kept.membershipAt(start.index()),
        kept.olderHistory(),
        kept.after(start.index(), kept.lastIndex() - start.index()));
  }

  /**
   * What is surely committed: what the store had applied, and what the log was ready to give up.
   * The store may have less of that after the end of its machine.
   */
  long committed(long appliedIndex) {
    return Math.max(appliedIndex, required().start().index());
  }

  private ReplicaLog required() {
    if (log == null) {
      throw new IllegalStateException(slot + ": the log does not speak of a replica");
    }
    return log;
  }

  private MemberId requiredMember() {
    if (member == null) {
      throw new IllegalStateException(slot + ": the log does not speak of a replica");
    }
    return member;
  }
}
