package io.talus.application.shard;

import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfKey;
import io.talus.domain.mutation.Mutation.OverwriteString;
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
  private long incarnation;
  private long epoch;
  private long index;
  private long timeMillis;
  private long keys;
  private long expiringKeys;
  private long nextCollectionId;
  private SlotUnseen unseen;
  private long lastDropBlock;
  private long rememberedBlock;
  private SlotStatus before;
  private long incarnationBefore;
  private SlotUnseen unseenBefore;
  private long lastDropBlockBefore;
  private long reloadAfterBlock;
  private long generation;
  @Nullable SlotPart part;

  ShardSlot(
      SlotAddress address,
      SlotStatus status,
      Overwritten overwritten,
      long epoch,
      ResidentSlot resident,
      FilterMemory filterMemory) {
    this.table = address.table();
    this.number = address.slot();
    this.incarnation = address.incarnation();
    this.epoch = epoch;
    this.resident = resident;
    this.evicted = new EvictedKeys(filterMemory);
    this.before = status;
    index = status.position().index();
    timeMillis = status.slotTimeMillis();
    keys = status.keys();
    expiringKeys = status.expiringKeys();
    nextCollectionId = status.nextCollectionId();
    unseen = new SlotUnseen(overwritten);
    unseenBefore = unseen;
  }

  /** Notes what the slot is like before its first change in a block; false if that was noted. */
  boolean rememberBefore(long block) {
    if (rememberedBlock == block) {
      return false;
    }
    rememberedBlock = block;
    before = status();
    incarnationBefore = incarnation;
    unseenBefore = unseen;
    lastDropBlockBefore = lastDropBlock;
    return true;
  }

  /**
   * The block is not in the log: the slot is as it was before, and nothing is resident. What the
   * store holds is the truth again when it has applied the blocks before this one.
   */
  void discard(long block) {
    forget();
    incarnation = incarnationBefore;
    index = before.position().index();
    keys = before.keys();
    expiringKeys = before.expiringKeys();
    nextCollectionId = before.nextCollectionId();
    unseen = unseenBefore;
    unseen.discard(block);
    lastDropBlock = lastDropBlockBefore;
    reloadAfterBlock = block - 1;
    rememberedBlock = 0;
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

  /** The store's answers for this slot are valid when it has applied this block. */
  long reloadAfterBlock() {
    return reloadAfterBlock;
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
    return new SlotAddress(table, number, incarnation);
  }

  long incarnation() {
    return incarnation;
  }

  /** How many keys exist: at the most, before all that is {@link #unseen} has been counted. */
  long keys() {
    return keys - unseen.found().keys();
  }

  /** How many of them have an expiry. */
  long expiringKeys() {
    return expiringKeys - unseen.found().expiringKeys();
  }

  /** What was overwritten unseen. */
  SlotUnseen unseen() {
    return unseen;
  }

  long nextCollectionId() {
    return nextCollectionId;
  }

  /**
   * The block of the last mutation that took a key away: what a reader of an absent key waits for.
   */
  long lastDropBlock() {
    return lastDropBlock;
  }

  boolean isComplete() {
    return keys() == resident.keys();
  }

  /**
   * Whether keys may be given up. While the slot is complete nobody asks the store, so drops leave
   * no tombstones; it may become incomplete when the store has applied the last of them.
   */
  boolean mayEvict(long appliedBlock) {
    return !isComplete() || lastDropBlock <= appliedBlock;
  }

  /** See {@link ResidentSlot#evict}. */
  void evict(long appliedBlock, int steps, boolean usedToo) {
    if (isComplete()) {
      evicted.allAreResident(keys());
    }
    resident.evict(appliedBlock, steps, usedToo, evicted::add);
  }

  /** Gives the next entry of the slot's log its place; the counters go with it. */
  SlotStatus advance(long nowMillis) {
    index++;
    timeMillis = Math.max(timeMillis, nowMillis);
    return status();
  }

  SlotStatus status() {
    return new SlotStatus(
        new LogPosition(epoch, index), timeMillis, keys, expiringKeys, nextCollectionId);
  }

  void apply(Mutation mutation, long block) {
    switch (mutation) {
      case ClearSlot clear -> clear(clear, block);
      case OfKey ofKey -> applyToKey(ofKey, block);
    }
  }

  private void applyToKey(OfKey mutation, long block) {
    long keysBefore = resident.keys();
    long expiringBefore = resident.expiringKeys();
    boolean complete = keys() == keysBefore;
    resident.apply(mutation, block, !complete);
    keys += resident.keys() - keysBefore;
    expiringKeys += resident.expiringKeys() - expiringBefore;
    if (mutation instanceof OfCollection ofCollection) {
      nextCollectionId = Math.max(nextCollectionId, ofCollection.header().id() + 1);
    }
    if (mutation instanceof OverwriteString) {
      unseen.add(block);
    }
    if (mutation instanceof DropKey || mutation instanceof MoveKey) {
      lastDropBlock = block;
    }
  }

  private void clear(ClearSlot clear, long block) {
    forget();
    incarnation = clear.newIncarnation();
    keys = 0;
    expiringKeys = 0;
    unseen = new SlotUnseen(Overwritten.NONE);
    lastDropBlock = block;
  }
}
