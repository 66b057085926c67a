package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.support.HeldSupport;
import io.talus.domain.replication.support.SupportEpoch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a leader brings its log to the others (dissertation, sections 3.5 and 10.2). Nothing is sent
 * while everybody has everything: that the leader lives is told node by node, not slot by slot.
 */
final class Replication {
  private final Core core;
  private final BooleanSupplier someoneWaits;
  private final Map<MemberId, Progress> followers = new LinkedHashMap<>();
  private long round;

  /**
   * @param someoneWaits whether clients wait for a majority: then even silent followers are asked
   */
  Replication(Core core, BooleanSupplier someoneWaits) {
    this.core = core;
    this.someoneWaits = someoneWaits;
  }

  /** Adapts to the latest membership in the log. */
  void membersChanged() {
    List<MemberId> others = core.membership().others(core.id);
    followers.keySet().retainAll(others);
    for (MemberId other : others) {
      followers.computeIfAbsent(other, member -> new Progress(core.log.lastIndex() + 1));
    }
  }

  long match(MemberId member) {
    Progress progress = followers.get(member);
    return progress == null ? 0 : progress.match;
  }

  /** The last round of questions that a majority has answered. */
  long answeredRound() {
    return core.membership()
        .majorityOf(member -> member.equals(core.id) ? round : progressOf(member).round);
  }

  /** Asks everybody whether this is still the leader. */
  long newRound(long nowMillis) {
    round++;
    broadcast(nowMillis);
    return round;
  }

  /** Until when a majority supports this leadership. */
  long supportedUntil() {
    return core.membership()
        .majorityOf(member -> member.equals(core.id) ? Long.MAX_VALUE : supportOf(member));
  }

  private long supportOf(MemberId member) {
    HeldSupport held = core.liveness.heldFrom(member.node());
    boolean acknowledged =
        progressOf(member).acknowledgedIn.equals(held.epoch())
            || !core.rules.supportNeedsAcknowledgement();
    return acknowledged ? held.untilMillis() : Long.MIN_VALUE;
  }

  private Progress progressOf(MemberId member) {
    Progress progress = followers.get(member);
    if (progress == null) {
      throw new IllegalStateException("no progress of " + member + " (has " + followers.keySet());
    }
    return progress;
  }

  // ----------------------------------------------------------------------------------------
  // sending

  /** Sends everybody what it lacks, and everybody at least what is committed. */
  void broadcast(long nowMillis) {
    followers.forEach((member, progress) -> send(member, progress, true, nowMillis));
  }

  private void send(MemberId to, Progress progress, boolean evenNothing, long nowMillis) {
    if (progress.next - 1 < core.log.start().index() && progress.state != Progress.State.SNAPSHOT) {
      progress.askFrom(core.log.start().index());
    }
    if (progress.mayProbe()) {
      progress.sent(sendAppend(to, progress));
    } else if (progress.state == Progress.State.REPLICATE) {
      sendAhead(to, progress, evenNothing);
    }
    remind(to, progress, nowMillis);
  }

  private void sendAhead(MemberId to, Progress progress, boolean evenNothing) {
    boolean sent = false;
    while (progress.maySendAhead() && progress.next <= core.log.lastIndex()) {
      progress.sent(sendAppend(to, progress));
      sent = true;
    }
    boolean needed = evenNothing || progress.commitSent < core.commit();
    if (!sent && needed && progress.next > core.log.lastIndex()) {
      sendAppend(to, progress);
    }
  }

  private long sendAppend(MemberId to, Progress progress) {
    progress.commitSent = core.commit();
    long countMax = progress.asks() ? 0 : core.appendEntriesMax;
    Stretch entries = core.log.after(progress.next - 1, countMax);
    SupportEpoch asked = core.liveness.heldFrom(to.node()).epoch();
    core.send(new Message.Append(core.id, to, core.epoch(), entries, core.commit(), round, asked));
    return entries.lastIndex();
  }

  // ----------------------------------------------------------------------------------------
  // answers

  void answered(Message.AppendReply reply, long nowMillis) {
    Progress progress = followers.get(reply.from());
    if (progress == null) {
      return;
    }
    if (isOfItsStore(reply) && !isOurs(reply.at())) {
      diverged(reply, progress);
      return;
    }
    progress.acknowledged(reply.support());
    progress.commit = Math.max(progress.commit, reply.commit());
    progress.round = Math.max(progress.round, reply.round());
    progress.retryAt = Long.MAX_VALUE;
    if (reply.accepted()) {
      progress.accepted(reply.at().index(), core.log.start().index());
    } else if (progress.state != Progress.State.SNAPSHOT) {
      refused(reply, progress);
    }
    send(reply.from(), progress, false, nowMillis);
  }

  private void refused(Message.AppendReply reply, Progress progress) {
    long agrees = mayAgree(reply.at());
    if (!core.elects()) {
      progress.lost(agrees);
    }
    progress.probeBehind(agrees);
    if (progress.next - 1 < core.log.start().index()) {
      progress.snapshot();
      core.emit(new Effect.StreamSnapshot(reply.from(), Optional.empty()));
    }
  }

  /**
   * Whether the follower names a position that it has committed: also when it refuses what would
   * come behind, since its log begins there.
   */
  private boolean isOfItsStore(Message.AppendReply reply) {
    return reply.accepted() || (!core.elects() && reply.at().index() <= reply.commit());
  }

  private boolean isOurs(LogPosition theirs) {
    return theirs.index() < core.log.start().index() || core.log.contains(theirs);
  }

  /**
   * Elections make this impossible (3.6.3); an appointment may have cost what was committed. Then
   * what the leader has counts, and takes the place of what the other has.
   */
  private void diverged(Message.AppendReply reply, Progress progress) {
    if (core.elects()) {
      throw new IllegalStateException(
          reply.from() + " has committed up to " + reply.at() + ", we hold " + core.log.last());
    }
    if (progress.state != Progress.State.SNAPSHOT) {
      progress.snapshot();
      core.emit(new Effect.StreamSnapshot(reply.from(), Optional.of(reply.at())));
    }
  }

  /**
   * The last index at which our log may agree with one that ends, or may agree, at the position.
   */
  private long mayAgree(LogPosition theirs) {
    if (theirs.index() < core.log.start().index()) {
      return theirs.index();
    }
    LogPosition ours = core.log.lastThatMayAgree(theirs);
    return ours.epoch() > theirs.epoch() ? ours.index() - 1 : ours.index();
  }

  void snapshotEnded(MemberId to, long nowMillis) {
    Progress progress = followers.get(to);
    if (progress != null && progress.state == Progress.State.SNAPSHOT) {
      progress.probeBehind(core.log.lastIndex());
      send(to, progress, true, nowMillis);
    }
  }

  // -------------------------------------------------------------------------------------------
  // time

  void tick(long nowMillis) {
    followers.forEach(
        (member, progress) -> {
          if (nowMillis >= progress.retryAt) {
            progress.retryAt = Long.MAX_VALUE;
            if (mayAnswer(member, nowMillis)) {
              askAgain(member, progress, nowMillis);
            }
          }
        });
  }

  void supportChanged(int node, long nowMillis) {
    followers.forEach(
        (member, progress) -> {
          if (member.node() == node && core.liveness.heldFrom(node).holdsAt(nowMillis)) {
            askAgain(member, progress, nowMillis);
          }
        });
  }

  private void askAgain(MemberId member, Progress progress, long nowMillis) {
    if (progress.state != Progress.State.SNAPSHOT && !isSettled(member, progress)) {
      progress.probeAgain(core.log.start().index());
      send(member, progress, true, nowMillis);
    }
  }

  private void remind(MemberId member, Progress progress, long nowMillis) {
    boolean waits = progress.state != Progress.State.SNAPSHOT && !isSettled(member, progress);
    if (!waits) {
      progress.retryAt = Long.MAX_VALUE;
    } else if (progress.retryAt == Long.MAX_VALUE) {
      progress.retryAt = nowMillis + Timing.RETRY_MILLIS;
    }
  }

  private boolean mayAnswer(MemberId member, long nowMillis) {
    return core.liveness.heldFrom(member.node()).holdsAt(nowMillis) || someoneWaits.getAsBoolean();
  }

  /** Whether the follower has all that we have and has acknowledged us in its support. */
  private boolean isSettled(MemberId member, Progress progress) {
    return progress.match == core.log.lastIndex()
        && progress.commit >= core.commit()
        && progress.round == round
        && progress.acknowledgedIn.equals(core.liveness.heldFrom(member.node()).epoch());
  }

  long wakeAt() {
    long earliest = Long.MAX_VALUE;
    for (Progress progress : followers.values()) {
      earliest = Math.min(earliest, progress.retryAt);
    }
    return earliest;
  }
}
