package io.talus.application.slot;

import io.talus.application.command.Reply;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.Ticket;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.slot.SlotId;
import org.jspecify.annotations.Nullable;

/**
 * A slot's end of its log: which place its next unit gets, what waits to be released or committed,
 * and what the slot was like before. Belongs to the shard's thread.
 *
 * <p>It knows nothing of keys: what takes units back, or brings those of other nodes, goes through
 * {@link ShardSlot}, which forgets what is resident.
 */
public final class SlotLog {
  private final SlotId slot;

  /** The slot's own. */
  private final SlotCounters now;

  /** As they were before this tick, if it has changed the slot. */
  private final SlotCounters beforeTick = new SlotCounters();

  private final SlotProgress progress;

  /** Of what is executed from now on. */
  private long epoch;

  private long timeMillis;
  private @Nullable Uncommitted uncommitted;
  private boolean led = true;

  /**
   * @param now the slot's counters, which this and the slot change
   */
  SlotLog(SlotId slot, SlotCounters now, long timeMillis, long epoch) {
    this.slot = slot;
    this.now = now;
    this.progress = new SlotProgress(now.index);
    this.timeMillis = timeMillis;
    this.epoch = epoch;
  }

  /** See {@link ShardSlot#awaitCommits}. */
  void awaitCommits(UncommittedShare share, boolean releasedByOthers) {
    progress.waitsForOthers(releasedByOthers);
    led = false;
    SlotCounters committed = new SlotCounters();
    committed.copyFrom(now);
    uncommitted = new Uncommitted(share, new Uncommitted.After(timeMillis, committed, 0));
  }

  SlotProgress progress() {
    return progress;
  }

  /** Whether commands may change the slot here: this node leads it, or is alone with it. */
  public boolean isLed() {
    return led;
  }

  /** Another leads, or nobody. */
  public void resign() {
    led = false;
  }

  /** Nobody will say any more what of it is committed: what waited makes room for others. */
  public void leave() {
    replicated().forgetAfter(0);
  }

  /** Whether other nodes hold the slot, too. */
  public boolean hasReplicas() {
    return uncommitted != null;
  }

  /**
   * The slot is about to change.
   *
   * @param ticket of the tick
   * @return whether it is the first time in this tick
   */
  public boolean enter(Ticket ticket) {
    boolean first = progress.join(ticket, now.index);
    if (first) {
      beforeTick.copyFrom(now);
    }
    return first;
  }

  /** What the slot was like before this tick changed it. */
  SlotCounters beforeTick() {
    return beforeTick;
  }

  /** Gives the unit in progress its place in the slot's log; the counters go with it. */
  public SlotStatus advance(long nowMillis) {
    now.index++;
    timeMillis = Math.max(timeMillis, nowMillis);
    now.epoch = epoch;
    return status();
  }

  SlotStatus status() {
    return new SlotStatus(
        new LogPosition(now.epoch, now.index),
        timeMillis,
        now.keys,
        now.expiringKeys,
        now.nextCollectionId);
  }

  /** A unit that was advanced, or followed, takes so many bytes of the log. */
  public void logged(int bytes) {
    if (uncommitted != null) {
      uncommitted.add(timeMillis, now, bytes);
    }
  }

  /** Whether so much waits for its commit that there may be no more. */
  public boolean takesNoMore() {
    return uncommitted != null && uncommitted.isFull();
  }

  /** Whether so much waits for its commit that there will soon have to be no more. */
  public boolean takesNoMoreSoon() {
    return uncommitted != null && uncommitted.isHalfFull();
  }

  /** A majority has the slot's log up to this unit. */
  public void committed(long index) {
    if (index > now.index) {
      throw new IllegalStateException(
          "%s: committed up to %d, but the log ends with %d".formatted(slot, index, now.index));
    }
    progress.release(index, now.index);
    if (uncommitted != null) {
      uncommitted.committed(index);
    }
  }

  /**
   * @throws IllegalStateException if the slot does not wait for others
   */
  private Uncommitted replicated() {
    if (uncommitted == null) {
      throw new IllegalStateException(slot + ": committed by this node alone");
    }
    return uncommitted;
  }

  /**
   * Makes sure that the log may be cut there.
   *
   * @throws IllegalStateException if it may not
   */
  public void requireCuttable(LogPosition kept) {
    replicated().requireCuttable(kept);
  }

  /** Forgets what comes after the position; returns what the slot was like there. */
  SlotCounters cutTo(LogPosition kept) {
    return replicated().cutTo(kept).counters();
  }

  /** The slot is as it was before. */
  void goBackTo(SlotCounters before) {
    now.copyFrom(before);
    now.unseen.discardAfter(now.index);
  }

  /**
   * Another leads: who waits for what is not released yet gets the error. The units stay in the log
   * until somebody commits or cuts them.
   */
  public void refuseAll(Reply.Error error) {
    progress.refuseAfter(0, error);
  }

  /** Who waits for units that are there no more gets the error. */
  void refuseRest(Reply.Error error) {
    if (uncommitted != null) {
      uncommitted.forgetAfter(now.index);
    }
    progress.refuseAfter(now.index, error);
  }

  /**
   * Makes sure that nothing is missing before the record.
   *
   * @throws IllegalStateException if a record of another node is not the slot's next one
   */
  public void requireNext(SlotRecord record) {
    LogPosition position = record.status().position();
    if (position.index() != now.index + 1 || position.epoch() < now.epoch) {
      throw new IllegalStateException(
          "%s: record %s follows %s".formatted(slot, position, status().position()));
    }
  }

  /** See {@link ShardSlot#follow}. */
  void follow(SlotRecord record) {
    SlotStatus status = record.status();
    now.incarnation = record.address().incarnation();
    for (Mutation mutation : record.mutations()) {
      if (mutation instanceof ClearSlot clear) {
        now.incarnation = clear.newIncarnation();
        now.unseen = new SlotUnseen(Overwritten.NONE);
      }
    }
    now.follow(status);
    now.lastDrop = now.index;
    epoch = Math.max(epoch, now.epoch);
    timeMillis = Math.max(timeMillis, status.slotTimeMillis());
  }

  /** See {@link ShardSlot#install}. */
  void install(SlotState state, Reply.Error error) {
    SlotStatus status = state.status();
    now.incarnation = state.address().incarnation();
    now.follow(status);
    now.unseen = new SlotUnseen(state.overwritten());
    now.lastDrop = now.index;
    epoch = Math.max(epoch, now.epoch);
    timeMillis = Math.max(timeMillis, status.slotTimeMillis());
    replicated().beginAgain(timeMillis, now);
    progress.refuseAfter(0, error);
    progress.beginAgain(now.index);
  }

  /** To which what is executed now belongs. */
  public long epoch() {
    return epoch;
  }

  /**
   * This node leads: what is executed from now on belongs to this epoch.
   *
   * @throws IllegalStateException if it is not newer than what is in the log
   */
  public void epoch(long newer) {
    if (newer <= now.epoch) {
      throw new IllegalStateException("%s: epoch %d follows %d".formatted(slot, newer, now.epoch));
    }
    epoch = newer;
    led = true;
  }
}
