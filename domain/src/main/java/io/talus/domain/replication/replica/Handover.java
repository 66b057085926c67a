package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.message.Message;
import java.util.Optional;

/**
 * Leadership is handed over at an equal position (dissertation, section 3.10): nothing new is
 * taken, and when the target has everything, it is told to campaign at once.
 *
 * <p>From then on it may win at any time, even long after we have given up waiting. So support is
 * given up first, and for the rest of the epoch: reads take a round.
 */
final class Handover {
  private final Core core;
  private Optional<MemberId> target = Optional.empty();
  private boolean told;
  private boolean supportGivenUp;
  private long deadline = Long.MAX_VALUE;

  Handover(Core core) {
    this.core = core;
  }

  boolean isUnderWay() {
    return target.isPresent();
  }

  boolean supportGivenUp() {
    return supportGivenUp;
  }

  void begin(MemberId newTarget, long nowMillis) {
    target = Optional.of(newTarget);
    told = false;
    deadline = nowMillis + Timing.TRANSFER_MILLIS;
  }

  void proceed(Replication replication) {
    if (target.isEmpty() || told || replication.match(target.get()) != core.log.lastIndex()) {
      return;
    }
    told = true;
    if (core.rules.transferEndsSupport()) {
      supportGivenUp = true;
    }
    core.send(new Message.TimeoutNow(core.id, target.get(), core.epoch()));
  }

  void tick(long nowMillis) {
    if (nowMillis >= deadline) {
      target = Optional.empty();
      deadline = Long.MAX_VALUE;
    }
  }

  long wakeAt() {
    return deadline;
  }
}
