package io.talus.application.shard;

import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What follows when the store has applied more of the log, and when a writer has to wait. On the
 * shard's thread.
 */
final class StoreProgress {
  /** Some hundred microseconds. */
  private static final int SETTLE_STEPS = 1024;

  private final List<Table> tables;
  private final ColdReads coldReads;
  private final Lookahead lookahead;
  private final UnseenKeys unseenKeys;
  private final DrainWaits drains;
  private final Eviction eviction;
  private final StoreFollower follower;
  private final Backlog backlog;
  private final Consumer<Session> goOn;
  private final EventLoop loop;

  /** Slots in which changes of collections in place are to be forgotten. */
  private final Queue<ShardSlot> settling = new ArrayDeque<>();

  private boolean makingRoom;

  StoreProgress(
      List<Table> tables,
      ColdReads coldReads,
      Lookahead lookahead,
      UnseenKeys unseenKeys,
      DrainWaits drains,
      Eviction eviction,
      StoreFollower follower,
      Backlog backlog,
      Consumer<Session> goOn,
      EventLoop loop) {
    this.tables = tables;
    this.coldReads = coldReads;
    this.lookahead = lookahead;
    this.unseenKeys = unseenKeys;
    this.drains = drains;
    this.eviction = eviction;
    this.follower = follower;
    this.backlog = backlog;
    this.goOn = goOn;
    this.loop = loop;
  }

  void applied(long block) {
    lookahead.dropOld();
    long settled = coldReads.settledBlock();
    unseenKeys.count(tables);
    tables.forEach(table -> applied(table, settled));
    drains.applied(block);
    eviction.storeCameFurther();
    makeRoom();
  }

  /**
   * A writer has begun to wait: what was read ahead keeps keys from being given up. The store is
   * hurried if it is too far behind, or later when clean keys do not make room enough: a hurried
   * store takes from the writers what it needs of the machine.
   */
  void writerWaits() {
    lookahead.dropAll();
    if (follower.isTooFarBehind()) {
      follower.hurry();
    }
    makeRoom();
  }

  /**
   * Gives up keys until there is room, or nothing more can be given up, and lets writers go on. In
   * small steps: others come between them, and nothing happens before this returns.
   */
  void makeRoom() {
    if (!makingRoom) {
      makingRoom = true;
      loop.post(this::makeSomeRoom);
    }
  }

  private void makeSomeRoom() {
    boolean settled = settle();
    eviction.run();
    if (!settled || (eviction.isOverfull() && eviction.mayFree())) {
      loop.post(this::makeSomeRoom);
      return;
    }
    makingRoom = false;
    if (eviction.isOverfull()) {
      follower.hurry();
    }
    backlog.relieve(goOn);
  }

  private void applied(Table table, long block) {
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null && slot.resident().applied(block)) {
        settling.add(slot);
      }
    }
  }

  /** Forgets some of what the store has; returns whether that was all. */
  private boolean settle() {
    int steps = SETTLE_STEPS;
    for (ShardSlot slot = settling.peek(); slot != null; slot = settling.peek()) {
      steps = slot.resident().settle(steps);
      if (steps == 0) {
        return false;
      }
      settling.remove();
    }
    return true;
  }
}
