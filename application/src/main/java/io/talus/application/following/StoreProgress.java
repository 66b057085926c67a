package io.talus.application.following;

import io.talus.application.background.FailureLog;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.PinnedReadAhead;
import io.talus.application.cold.Tasks;
import io.talus.application.log.SlotApplied;
import io.talus.application.port.EventLoop;
import io.talus.application.reads.UnseenKeys;
import io.talus.application.session.Session;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when the store has applied more of the log, and when a writer has to wait. On the
 * shard's thread.
 */
final class StoreProgress {
  /** Some hundred microseconds. */
  private static final int SETTLE_STEPS = 1024;

  /** How long what could not be done is left alone. */
  private static final long RETRY_MILLIS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(StoreProgress.class);

  private final OwnedSlots slots;
  private final PinnedReadAhead readAhead;
  private final UnseenKeys unseenKeys;
  private final DrainWaits drains;
  private final Eviction eviction;
  private final StoreFollower follower;
  private final Backlog backlog;
  private final Consumer<Session> goOn;
  private final EventLoop loop;

  /** Slots in which changes of collections in place are to be forgotten; each is here once. */
  private final SequencedSet<ShardSlot> settling = new LinkedHashSet<>();

  /** Slots that the store has applied further than is settled. */
  private final Set<ShardSlot> unsettled = new LinkedHashSet<>();

  private final FailureLog failures;
  private boolean makingRoom;

  StoreProgress(
      OwnedSlots slots,
      PinnedReadAhead readAhead,
      UnseenKeys unseenKeys,
      DrainWaits drains,
      Eviction eviction,
      StoreFollower follower,
      Backlog backlog,
      Consumer<Session> goOn,
      EventLoop loop) {
    this.slots = slots;
    this.readAhead = readAhead;
    this.unseenKeys = unseenKeys;
    this.drains = drains;
    this.eviction = eviction;
    this.follower = follower;
    this.backlog = backlog;
    this.goOn = goOn;
    this.loop = loop;
    this.failures = new FailureLog(LOG, "no room can be made in memory", loop::nanoTime);
  }

  void applied(List<SlotApplied> batch) {
    try {
      follow(batch);
    } finally {
      eviction.storeCameFurther();
      makeRoom(); // writers may be waiting
    }
  }

  private void follow(List<SlotApplied> batch) {
    readAhead.dropOld();
    List<ShardSlot> followed = new ArrayList<>(batch.size());
    for (SlotApplied each : batch) {
      ShardSlot slot = slots.find(each.slot());
      if (slot != null) {
        slot.progress().applied(each.index());
        unsettled.add(slot);
        followed.add(slot);
      }
    }
    unseenKeys.count(slots);
    settleWhatIsNotPinned();
    slots.forgetWhatHasLeft();
    Tasks.forEach(followed, drains::applied);
    drains.applied();
  }

  /**
   * A writer has begun to wait: what was read ahead keeps keys from being given up. The store is
   * hurried if it is too far behind, or later when clean keys do not make room enough: a hurried
   * store takes from the writers what it needs of the machine.
   */
  void writerWaits() {
    readAhead.dropAll();
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
    try {
      boolean settled = settle();
      eviction.run();
      if (!settled || (eviction.isOverfull() && eviction.mayFree())) {
        loop.post(this::makeSomeRoom);
        return;
      }
    } catch (RuntimeException failed) {
      failures.add(failed);
      loop.schedule(RETRY_MILLIS, this::makeSomeRoom); // writers may be waiting
      return;
    }
    madeRoom();
  }

  private void madeRoom() {
    makingRoom = false;
    if (eviction.isOverfull()) {
      follower.hurry();
    }
    backlog.relieve(goOn);
  }

  private void settleWhatIsNotPinned() {
    unsettled.removeIf(
        slot -> {
          long settled = slot.progress().settled();
          if (slot.resident().applied(settled)) {
            settling.add(slot);
          }
          return settled == slot.progress().applied();
        });
  }

  /** Forgets some of what the store has; returns whether that was all. */
  private boolean settle() {
    int steps = SETTLE_STEPS;
    // A slot is out of the queue while it is settled: one that cannot be holds up no others.
    while (!settling.isEmpty()) {
      ShardSlot slot = settling.removeFirst();
      steps = slot.resident().settle(steps);
      if (steps == 0) {
        settling.addFirst(slot);
        return false;
      }
    }
    return true;
  }
}
