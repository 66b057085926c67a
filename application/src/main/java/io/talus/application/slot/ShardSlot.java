package io.talus.application.slot;

import io.talus.application.command.Reply;
import io.talus.application.port.InPlace;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
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
import io.talus.domain.slot.SlotId;
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
public final class ShardSlot {
  private final int table;
  private final int number;
  private final ResidentSlot resident;
  private final EvictedKeys evicted;
  private final SlotCounters now = new SlotCounters();
  private final SlotLog log;

  private long reloadAfter;
  private long generation;

  /** Whether nothing has become resident, or was given up, since all was forgotten. */
  private boolean isForgotten;

  private @Nullable SlotPart part;

  /**
   * Begins with nothing resident.
   *
   * @param status as the store has it: all of the slot's log has been applied
   * @param epoch of the process: greater than that of any before it
   */
  public ShardSlot(
      SlotAddress address,
      SlotStatus status,
      Overwritten overwritten,
      long epoch,
      ResidentSlot resident,
      FilterMemory filterMemory) {
    this.table = address.table();
    this.number = address.slot();
    this.resident = resident;
    this.evicted = new EvictedKeys(filterMemory);
    now.incarnation = address.incarnation();
    now.follow(status);
    now.unseen = new SlotUnseen(overwritten);
    // What has had replicas may have come to larger epochs than this node has had processes.
    long begins = Math.max(epoch, status.position().epoch());
    this.log = new SlotLog(new SlotId(table, number), now, status.slotTimeMillis(), begins);
  }

  /**
   * Units wait for other nodes from now on: they are committed when those have them.
   *
   * @param releasedByOthers whether replies wait for that, too
   * @param tail what is in the log, and not known to be committed
   */
  public void awaitCommits(
      UncommittedShare share, boolean releasedByOthers, List<SlotRecord> tail) {
    log.awaitCommits(share, releasedByOthers);
    if (!tail.isEmpty()) {
      log.enter(new Ticket());
      for (SlotRecord record : tail) {
        follow(record);
        log.logged(0);
      }
    }
  }

  /** What the unit in progress does here; null if nothing. */
  public @Nullable SlotPart part() {
    return part;
  }

  public void part(@Nullable SlotPart ofUnit) {
    part = ofUnit;
  }

  /** The slot's end of its log. */
  public SlotLog log() {
    return log;
  }

  /** How far the slot's log has come. */
  public SlotProgress progress() {
    return log.progress();
  }

  /** Of the last unit that was executed. */
  public long lastIndex() {
    return now.index;
  }

  /** The index that the unit in progress will have in the slot's log. */
  public long nextIndex() {
    return now.index + 1;
  }

  /** What a reply waits for that depends on this unit of the slot; 0 for none. */
  public Ticket ticketOf(long index) {
    return log.progress().ticketOf(index);
  }

  /** Nothing that this tick did to the slot is in the log: who waits for it gets the error. */
  public void discardTick(Reply.Error error) {
    takeBackTo(log.beforeTick());
    log.refuseRest(error);
  }

  /** The unit in progress is given up. */
  public void takeBack(SlotPart unit) {
    takeBackTo(unit.before());
  }

  /** The log has been cut behind the position: who waits for what came after it gets the error. */
  public void cutTo(LogPosition kept, Reply.Error error) {
    takeBackTo(log.cutTo(kept));
    log.refuseRest(error);
  }

  /**
   * The slot is as it was before, and nothing is resident. What the store holds is the truth again
   * when it has applied the last unit that remains.
   */
  private void takeBackTo(SlotCounters before) {
    forget();
    log.goBackTo(before);
    reloadAfter = now.index;
  }

  /**
   * Takes the place in the log, and the counters, of a unit that another node has executed. Of a
   * run of such units the first makes the slot forget what is resident: nothing is read before the
   * store has applied the last one.
   */
  public void follow(SlotRecord record) {
    if (!isForgotten || isReadable()) {
      forget();
    }
    log.follow(record);
    reloadAfter = now.index;
  }

  /**
   * The store has the slot as another node had it, in place of what it was: all of that is
   * committed. Who waits for what was there before gets the error.
   */
  public void install(SlotState state, Reply.Error error) {
    forget();
    log.install(state, error);
    reloadAfter = now.index;
  }

  private void forget() {
    resident.clear();
    evicted.forget();
    generation++;
    isForgotten = true;
  }

  /**
   * Another one whenever what was resident has been forgotten, so that older answers count no more.
   */
  public long generation() {
    return generation;
  }

  /** The store's answers for this slot are valid when it has applied this unit. */
  public long reloadAfter() {
    return reloadAfter;
  }

  /** Whether the store's answers for this slot are valid. */
  public boolean isReadable() {
    return reloadAfter <= progress().applied();
  }

  public int table() {
    return table;
  }

  public int number() {
    return number;
  }

  public ResidentSlot resident() {
    return resident;
  }

  /** Which keys may exist that are not resident, unless the slot {@link #isComplete}. */
  public EvictedKeys evicted() {
    return evicted;
  }

  public SlotAddress address() {
    return new SlotAddress(table, number, now.incarnation);
  }

  public long incarnation() {
    return now.incarnation;
  }

  /** How many keys exist: at the most, before all that is {@link #unseen} has been counted. */
  public long keys() {
    return now.keys - now.unseen.found().keys();
  }

  /** How many of them have an expiry. */
  long expiringKeys() {
    return now.expiringKeys - now.unseen.found().expiringKeys();
  }

  /** What was overwritten unseen. */
  public SlotUnseen unseen() {
    return now.unseen;
  }

  public long nextCollectionId() {
    return now.nextCollectionId;
  }

  /** The index of the last unit that took a key away: what a reader of an absent key waits for. */
  public long lastDrop() {
    return now.lastDrop;
  }

  public boolean isComplete() {
    return keys() == resident.keys();
  }

  /**
   * Whether keys may be given up. While the slot is complete nobody asks the store, so drops leave
   * no tombstones; it may become incomplete when the store has applied the last of them.
   */
  public boolean mayEvict() {
    return !isComplete() || now.lastDrop <= progress().settled();
  }

  /** See {@link ResidentSlot#evict}. */
  public void evict(int steps, boolean usedToo) {
    isForgotten = false;
    if (isComplete()) {
      evicted.allAreResident(keys());
    }
    resident.evict(progress().settled(), steps, usedToo, evicted::add);
  }

  public SlotStatus status() {
    return log.status();
  }

  void copyCountersTo(SlotCounters target) {
    target.copyFrom(now);
  }

  public void apply(Mutation mutation) {
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
    isForgotten = false;
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
  public long reserveIds(int count) {
    long first = now.nextCollectionId;
    now.nextCollectionId += count;
    return first;
  }

  private void useId(long id) {
    now.nextCollectionId = Math.max(now.nextCollectionId, id + 1);
  }

  /** A collection that was built, and is in the store, becomes a key's. */
  public void publish(PublishBuilt publish, InPlace built) {
    isForgotten = false;
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
