package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.support.SupportEpoch;

/**
 * What a follower does with entries and snapshots of its leader (dissertation, sections 3.5 and 5).
 */
final class Reception {
  private final Core core;

  Reception(Core core) {
    this.core = core;
  }

  void append(Message.Append append, long nowMillis) {
    Stretch entries = append.entries();
    SupportEpoch support = acknowledge(append, nowMillis);
    if (entries.previous().index() < core.commit()) {
      // Late or doubled: what is committed agrees, and is not looked at again.
      reply(append, true, core.log.position(core.commit()), append.round(), support);
      return;
    }
    if (!core.rules.mayFollow(core.log, entries.previous())) {
      LogPosition hint = core.log.lastThatMayAgree(entries.previous());
      reply(append, false, hint, append.round(), support);
      return;
    }
    long firstNew = core.rules.firstNew(core.log, entries);
    if (firstNew <= entries.lastIndex()) {
      core.append(entries.from(firstNew));
    }
    core.commitTo(
        core.rules.followerCommit(append.commit(), entries.lastIndex(), core.log.lastIndex()));
    reply(append, true, entries.last(), append.round(), support);
  }

  void snapshot(Message.Snapshot snapshot) {
    LogPosition at = snapshot.position();
    if (snapshot.diverged().filter(this::isStillCommitted).isPresent()) {
      install(snapshot, core.log.start());
    } else if (at.index() <= core.commit()) {
      at = core.log.position(core.commit());
    } else if (core.log.contains(at)) {
      core.commitTo(at.index());
    } else {
      install(snapshot, core.log.position(core.commit()));
    }
    reply(snapshot, true, at, 0, SupportEpoch.NONE);
  }

  /** A snapshot may be late, and may come twice. */
  private boolean isStillCommitted(LogPosition diverged) {
    return !core.elects() && diverged.index() <= core.commit() && core.log.contains(diverged);
  }

  /**
   * @param otherwise up to here the log holds what the snapshot covers, if its history does not say
   */
  private void install(Message.Snapshot snapshot, LogPosition otherwise) {
    LogPosition last = core.log.last();
    boolean lostNothing = core.elects() || isCovered(last, snapshot.position());
    LogPosition kept =
        lostNothing ? last : core.log.lastCommon(snapshot.history()).orElse(otherwise);
    core.install(snapshot, kept);
  }

  /** Entries of an epoch are all its leader's: the later one was written behind the earlier one. */
  private static boolean isCovered(LogPosition last, LogPosition snapshot) {
    return last.epoch() == snapshot.epoch() && last.index() <= snapshot.index();
  }

  /** Refuses what comes from an older epoch, and says which one it is now. */
  void fence(Message message) {
    reply(message, false, core.log.last(), 0, SupportEpoch.NONE);
  }

  /** Binds this voter to the leader, if our support is the one that the leader knows. */
  private SupportEpoch acknowledge(Message.Append append, long nowMillis) {
    SupportEpoch given = core.liveness.given(append.from().node(), nowMillis);
    if (given.equals(SupportEpoch.NONE) || !given.equals(append.support())) {
      return SupportEpoch.NONE;
    }
    core.bind(given);
    return given;
  }

  private void reply(
      Message message, boolean accepted, LogPosition at, long round, SupportEpoch support) {
    core.sendWhenDurable(
        new Message.AppendReply(
            core.id, message.from(), core.epoch(), accepted, at, core.commit(), round, support));
  }
}
