package io.talus.application.shard;

import io.talus.application.command.Reply;
import io.talus.application.port.InPlace;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.Ticket;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfKey;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot with its absolute counters and its resident keys. Belongs to the shard's thread.
 *
 * <p>A key that is overwritten unseen is counted as a new one until the store has found out ({@link
 * #unseen}): until then the numbers of keys are upper bounds.
 *
 * <p>A slot is <em>complete</em> when as many keys are resident as exist: then a key that is not
 * resident does not exist, and nobody has to ask the store. Every slot starts so, and stays so
 * until a key is evicted.
 */
final class ShardSlot {
  private final int table;
  private final int number;
  private final ResidentSlot resident;
  private final EvictedKeys evicted;
  private final SlotProgress progress;
  private final SlotCounters now = new SlotCounters();

  /** As they were before this tick, if it has changed the slot. */
  private final SlotCounters beforeTick = new SlotCounters();

  /** Of what is executed from now on. */
  private long epoch;

  private long timeMillis;
  private long reloadAfter;
  private long generation;
  private @Nullable Uncommitted uncommitted;
  @Nullable SlotPart part;

  /**
   * Begins with nothing resident.
   *
   * @param status as the store has it: all of the slot's log has been applied
   */
  ShardSlot(
      SlotAddress address,
      SlotStatus status,
      Overwritten overwritten,
      long epoch,
      ResidentSlot resident,
      FilterMemory filterMemory) {
    this.table = address.table();
    this.number = address.slot();
    this.epoch = epoch;
    this.resident = resident;
    this.evicted = new EvictedKeys(filterMemory);
    this.progress = new SlotProgress(status.position().index());
    now.epoch = status.position().epoch();
    timeMillis = status.slotTimeMillis();
    now.incarnation = address.incarnation();
    now.index = status.position().index();
    now.keys = status.keys();
    now.expiringKeys = status.expiringKeys();
    now.nextCollectionId = status.nextCollectionId();
    now.unseen = new SlotUnseen(overwritten);
  }

  /**
   * Units wait for other nodes from now on: they are committed when those have them.
   *
   * @param tail what is in the log, and not known to be committed
   */
  void awaitCommits(UncommittedShare share, List<SlotRecord> tail) {
    progress.waitsForOthers(true);
    SlotCounters committed = new SlotCounters();
    committed.copyFrom(now);
    uncommitted = new Uncommitted(share, new Uncommitted.After(timeMillis, committed, 0));
    if (!tail.isEmpty()) {
      progress.join(new Ticket(), now.index);
      for (SlotRecord record : tail) {
        follow(record);
        logged(0);
      }
    }
  }

  /** How far the slot's log has come. */
  SlotProgress progress() {
    return progress;
  }

  /**
   * The slot is about to change.
   *
   * @param ticket of the tick
   * @return whether it is the first time in this tick
   */
  boolean enter(Ticket ticket) {
    boolean first = progress.join(ticket, now.index);
    if (first) {
      beforeTick.copyFrom(now);
    }
    return first;
  }

  /** Of the last unit that was executed. */
  long lastIndex() {
    return now.index;
  }

  /** The index that the unit in progress will have in the slot's log. */
  long nextIndex() {
    return now.index + 1;
  }

  /** What a reply waits for that depends on this unit of the slot; 0 for none. */
  Ticket ticketOf(long index) {
    return progress.ticketOf(index);
  }

  /** Nothing that this tick did to the slot is in the log: who waits for it gets the error. */
  void discardTick(Reply.Error error) {
    takeBackTo(beforeTick);
    if (uncommitted != null) {
      uncommitted.forgetAfter(now.index);
    }
    progress.refuseAfter(now.index, error);
  }

  /** The unit in progress is given up. */
  void takeBack(SlotPart unit) {
    takeBackTo(unit.before());
  }

  /**
   * The slot is as it was before, and nothing is resident. What the store holds is the truth again
   * when it has applied the last unit that remains.
   */
  private void takeBackTo(SlotCounters before) {
    forget();
    now.copyFrom(before);
    now.unseen.discardAfter(now.index);
    reloadAfter = now.index;
  }

  /** A unit that was advanced, or followed, takes so many bytes of the log. */
  void logged(int bytes) {
    if (uncommitted != null) {
      uncommitted.add(timeMillis, now, bytes);
    }
  }

  /** Whether so much waits for its commit that there may be no more. */
  boolean takesNoMore() {
    return uncommitted != null && uncommitted.isFull();
  }

  /** A majority has the slot's log up to this unit. */
  void committed(long index) {
    if (index > now.index) {
      throw new IllegalStateException(
          "%s: committed up to %d, but the log ends with %d".formatted(this, index, now.index));
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
      throw new IllegalStateException(this + ": committed by this node alone");
    }
    return uncommitted;
  }

  /**
   * @throws IllegalStateException if the log cannot be cut there
   */
  void requireCuttable(LogPosition kept) {
    replicated().requireCuttable(kept);
  }

  /** The log has been cut behind the position: who waits for what came after it gets the error. */
  void cutTo(LogPosition kept, Reply.Error error) {
    Uncommitted.After last = replicated().cutTo(kept);
    takeBackTo(last.counters());
    progress.refuseAfter(kept.index(), error);
  }

  /**
   * @throws IllegalStateException if a record of another node is not the slot's next one
   */
  void requireNext(SlotRecord record) {
    LogPosition position = record.status().position();
    if (position.index() != nextIndex() || position.epoch() < now.epoch) {
      throw new IllegalStateException(
          "%s: record %s follows %s".formatted(this, position, status().position()));
    }
  }

  /** Takes the place in the log, and the counters, of a unit that another node has executed. */
  void follow(SlotRecord record) {
    forget();
    SlotStatus status = record.status();
    now.epoch = status.position().epoch();
    epoch = Math.max(epoch, now.epoch);
    timeMillis = Math.max(timeMillis, status.slotTimeMillis());
    now.incarnation = record.address().incarnation();
    for (Mutation mutation : record.mutations()) {
      if (mutation instanceof ClearSlot clear) {
        now.incarnation = clear.newIncarnation();
        now.unseen = new SlotUnseen(Overwritten.NONE);
      }
    }
    now.index = status.position().index();
    now.keys = status.keys();
    now.expiringKeys = status.expiringKeys();
    now.nextCollectionId = status.nextCollectionId();
    now.lastDrop = now.index;
    reloadAfter = now.index;
  }

  /**
   * What is executed from now on belongs to this epoch.
   *
   * @throws IllegalStateException if it is not newer than what is in the log
   */
  void epoch(long newer) {
    if (newer <= now.epoch) {
      throw new IllegalStateException("%s: epoch %d follows %d".formatted(this, newer, now.epoch));
    }
    epoch = newer;
  }

  private void forget() {
    resident.clear();
    evicted.forget();
    generation++;
  }

  /**
   * Another one whenever what was resident has been forgotten, so that older answers count no more.
   */
  long generation() {
    return generation;
  }

  /** The store's answers for this slot are valid when it has applied this unit. */
  long reloadAfter() {
    return reloadAfter;
  }

  /** Whether the store's answers for this slot are valid. */
  boolean isReadable() {
    return reloadAfter <= progress.applied();
  }

  int table() {
    return table;
  }

  int number() {
    return number;
  }

  ResidentSlot resident() {
    return resident;
  }

  /** Which keys may exist that are not resident, unless the slot {@link #isComplete}. */
  EvictedKeys evicted() {
    return evicted;
  }

  SlotAddress address() {
    return new SlotAddress(table, number, now.incarnation);
  }

  long incarnation() {
    return now.incarnation;
  }

  /** How many keys exist: at the most, before all that is {@link #unseen} has been counted. */
  long keys() {
    return now.keys - now.unseen.found().keys();
  }

  /** How many of them have an expiry. */
  long expiringKeys() {
    return now.expiringKeys - now.unseen.found().expiringKeys();
  }

  /** What was overwritten unseen. */
  SlotUnseen unseen() {
    return now.unseen;
  }

  long nextCollectionId() {
    return now.nextCollectionId;
  }

  /** The index of the last unit that took a key away: what a reader of an absent key waits for. */
  long lastDrop() {
    return now.lastDrop;
  }

  boolean isComplete() {
    return keys() == resident.keys();
  }

  /**
   * Whether keys may be given up. While the slot is complete nobody asks the store, so drops leave
   * no tombstones; it may become incomplete when the store has applied the last of them.
   */
  boolean mayEvict() {
    return !isComplete() || now.lastDrop <= progress.settled();
  }

  /** See {@link ResidentSlot#evict}. */
  void evict(int steps, boolean usedToo) {
    if (isComplete()) {
      evicted.allAreResident(keys());
    }
    resident.evict(progress.settled(), steps, usedToo, evicted::add);
  }

  /** Gives the unit in progress its place in the slot's log; the counters go with it. */
  SlotStatus advance(long nowMillis) {
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

  void copyCountersTo(SlotCounters target) {
    target.copyFrom(now);
  }

  void apply(Mutation mutation) {
    switch (mutation) {
      case ClearSlot clear -> clear(clear);
      case BuildPart build -> useId(build.part().header().id());
      case AbandonBuilt _ -> {
        // Nothing of it is here.
      }
      case OfKey ofKey -> applyToKey(ofKey);
    }
  }

  private void applyToKey(OfKey mutation) {
    long keysBefore = resident.keys();
    long expiringBefore = resident.expiringKeys();
    boolean complete = keys() == keysBefore;
    resident.apply(mutation, nextIndex(), !complete);
    now.keys += resident.keys() - keysBefore;
    now.expiringKeys += resident.expiringKeys() - expiringBefore;
    if (mutation instanceof OfCollection ofCollection) {
      useId(ofCollection.header().id());
    }
    if (mutation instanceof OverwriteString) {
      now.unseen.add(nextIndex());
    }
    if (mutation instanceof DropKey || mutation instanceof MoveKey) {
      now.lastDrop = nextIndex();
    }
  }

  /** Gives ids away before their collections are there: nobody else gets them. */
  long reserveIds(int count) {
    long first = now.nextCollectionId;
    now.nextCollectionId += count;
    return first;
  }

  private void useId(long id) {
    now.nextCollectionId = Math.max(now.nextCollectionId, id + 1);
  }

  /** A collection that was built, and is in the store, becomes a key's. */
  void publish(PublishBuilt publish, InPlace built) {
    long keysBefore = resident.keys();
    long expiringBefore = resident.expiringKeys();
    resident.publish(publish, built, nextIndex());
    now.keys += resident.keys() - keysBefore;
    now.expiringKeys += resident.expiringKeys() - expiringBefore;
    useId(publish.header().id());
  }

  private void clear(ClearSlot clear) {
    forget();
    now.incarnation = clear.newIncarnation();
    now.keys = 0;
    now.expiringKeys = 0;
    now.unseen = new SlotUnseen(Overwritten.NONE);
    now.lastDrop = nextIndex();
  }

  @Override
  public String toString() {
    return address().toString();
  }
}
