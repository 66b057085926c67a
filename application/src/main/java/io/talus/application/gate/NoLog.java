package io.talus.application.gate;

import io.talus.application.slot.ShardSlot;

/** For a shard that lives in memory alone: every unit is released when it is executed. */
public final class NoLog implements TickLog {
  @Override
  public void beforeChange(ShardSlot slot) {
    // Nothing can fail to be logged.
  }

  @Override
  public void add(PendingUnit unit, long nowMillis) {
    for (int i = 0; i < unit.slots().size(); i++) {
      unit.slots().get(i).log().advance(nowMillis);
    }
  }

  @Override
  public void takeBack(PendingUnit unit) {
    // There is nothing from which it could be had again: what was done stays done, as in Redis.
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void append() {
    // There is no log to append to.
  }
}
