package io.talus.domain.replication.replica;

import io.talus.domain.replication.message.Message;
import java.util.Optional;

/**
 * How leaders come about where they are appointed: the epoch is granted by the manager, through the
 * metadata, and not won by votes. Everything else is the same log.
 *
 * <pre>
 *   role      event                              -> role      what happens
 *   any       adopt a newer epoch                -> follower  epoch written; when durable, its last position is reported
 *   any       adopt the same epoch again         -> the same  reported again
 *   follower  appoint, this epoch, not appointed -> follower  itself written as its vote
 *   follower  that is durable                    -> leader    empty entry appended
 *   leader    seal                               -> follower  of nobody
 *   leader    its lease is over                  -> the same  takes and answers nothing until it is renewed
 *   any       adopt or appoint an older epoch    -> the same  ignored
 * </pre>
 *
 * <p>That it was appointed is written as a vote, and before it leads: a process that dies and has
 * lost the end of its log would otherwise write other entries under the same positions.
 */
final class Appointment {
  private final Core core;

  Appointment(Core core) {
    this.core = core;
  }

  void adopt(long epoch, long nowMillis) {
    if (epoch < core.epoch()) {
      return;
    }
    if (epoch > core.epoch()) {
      core.enter(epoch, Optional.empty());
      core.follow(Optional.empty(), nowMillis);
    }
    report();
  }

  void appoint(long epoch) {
    boolean free = core.vote().isEmpty() && core.leader().isEmpty();
    if (epoch == core.epoch() && free) {
      core.enter(epoch, Optional.of(core.id));
      core.sendWhenDurable(new Message.Appointed(core.id, core.id, epoch));
    }
  }

  void seal(long nowMillis) {
    if (core.role() instanceof Leader) {
      core.follow(Optional.empty(), nowMillis);
      report();
    }
  }

  private void report() {
    core.sendWhenDurable(new Message.Adopted(core.id, core.id, core.epoch(), core.log.last()));
  }

  void adopted(Message.Adopted adopted) {
    core.emit(new Effect.EpochAdopted(adopted.epoch(), adopted.last()));
  }

  void appointed(Message.Appointed appointed, long nowMillis) {
    if (appointed.epoch() == core.epoch() && core.leader().isEmpty()) {
      Leader.begin(core, nowMillis);
    }
  }
}
