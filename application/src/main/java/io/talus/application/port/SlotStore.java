package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.ValueType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The data of all slots, a little behind the log: one more follower of it.
 *
 * <p>{@link #apply}, {@link #dropSlot}, {@link #install}, {@link #forgetBeyond}, {@link #flush} and
 * {@link #rest} are called by one thread at a time (the background writer's); everything else by
 * any. Faults of the device come out as {@link StoreException}.
 */
public interface SlotStore extends AutoCloseable {

  /** The slots that the store knows, with their newest incarnation and status. */
  Map<SlotAddress, SlotStatus> slots();

  /**
   * How far the store has applied the slot's log, visible to reads; {@link LogPosition#NONE} of a
   * slot that it does not know. Does not read.
   */
  LogPosition applied(SlotId slot);

  /** The {@link StoreBatch#mark} of the last batch that was applied; 0 before the first. */
  long mark();

  /** The mark that is still in the store after a crash, with everything up to it. */
  long durableMark();

  /**
   * What the mutations up to {@link #applied} have found that overwrote a key unseen. Does not
   * read.
   */
  Overwritten overwritten(SlotAddress address);

  /**
   * Applies a batch atomically. A batch or a part of it may come again after a crash, and as a
   * whole when it could not be applied for want of room ({@link StoreException#isOutOfSpace}).
   */
  void apply(StoreBatch batch);

  /**
   * Removes all of a slot, whatever its incarnation: it is unknown afterwards. Atomic, and durable
   * with the next flush; after a crash before that the slot is as it was flushed last. Of a slot
   * that the store does not know, {@code logEnd} is remembered.
   *
   * <p>The slot may come back, in any incarnation: with {@link #install}, or with records that
   * stand behind {@code logEnd} in the log and begin with the first.
   *
   * @param logEnd see {@link #beginsAfter}
   * @throws IllegalStateException if the slot is being installed
   */
  void dropSlot(SlotId slot, long logEnd);

  /**
   * Begins to take in a slot from elsewhere. What the store holds of it stays, and is the slot,
   * until {@link Installation#finish}. One at a time for each slot.
   *
   * @throws IllegalStateException if one is under way for the slot
   */
  Installation install(SlotState state);

  /**
   * A place in the node's log, which only the log understands (as {@link #mark}): what stands there
   * or before it is about a life of the slot that has ended here, by {@link #dropSlot} or an {@link
   * #install}, and not for the store. 0 if there is no such place. Kept for slots that are not
   * known, too; does not read.
   */
  long beginsAfter(SlotId slot);

  /**
   * The log ends here. If {@link #beginsAfter} is farther, that was another log's: a copy of the
   * store begins one of its own where its mark is. Such places are forgotten, durably.
   */
  void forgetBeyond(long logEnd);

  /** Makes everything applied durable. */
  void flush();

  /**
   * Nobody writes for the time being: the store may put in order what it has, so that it is read
   * faster, until the next {@link #apply}. Returns soon.
   */
  void rest();

  /**
   * Reads a key.
   *
   * @param limit collections with more elements, and strings with more chunks, come as {@link
   *     Loaded.Large}; so may those whose elements are so long that loading them all would hold up
   *     a loop
   */
  Loaded load(SlotAddress address, Bytes key, ReadTier tier, int limit);

  /**
   * Reads elements of a collection that {@link #load} gave as {@link Loaded.Large}, or of any
   * other. Of a collection that has been dropped since, some or all elements may be missing.
   *
   * @return {@link Elements#TOO_LARGE} if it would fill the memory; a store may have such a bound
   */
  Elements read(StoredCollection collection, ElementQuery query, ReadTier tier);

  /**
   * The store as it is now, for reads that take long and must agree with each other. To be closed,
   * and before the store is.
   *
   * @param slots those whose collections will be read, whatever their incarnation is by now
   */
  StoreSnapshot openSnapshot(Collection<SlotAddress> slots);

  /**
   * Collections that somebody began to build ({@link io.talus.domain.mutation.Mutation.BuildPart}),
   * and that were neither published nor abandoned. When the log ends there, nobody will. For the
   * start of a node: takes as long as there are such.
   */
  List<StoredCollection> unpublished();

  /**
   * When the first key of the slot, or field of a hash in it, may be due; {@link
   * io.talus.domain.value.Expiry#NEVER} if none has an expiry. May be too early, never too late.
   * Does not read.
   */
  long nextDue(SlotAddress address);

  /**
   * Visits keys in hash order, each with its expiry; at least {@code count} unless the end is
   * reached.
   *
   * @return the cursor to go on with, as in {@link io.talus.domain.value.Scan}
   */
  long scan(SlotAddress address, long cursor, int count, KeyScanner scanner);

  /**
   * Visits up to {@code limit} keys that are due, or have a field that is. Keys may no longer be.
   */
  void due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor);

  /**
   * Writes a copy that a node can start from into a new folder, at once and without stopping
   * writes.
   */
  void checkpoint(Path folder);

  /** An estimate of the bytes on disk. */
  long sizeBytes();

  /**
   * An estimate of the bytes that a slot takes, what has not been flushed included; 0 if the store
   * does not know it.
   */
  long sizeBytes(SlotId slot);

  @Override
  void close();

  /**
   * A slot that is being taken in. Nobody sees it before it is finished; a crash before that leaves
   * nothing of it. {@link #add} may be called by any thread, one at a time, while batches are
   * applied; the others by the thread that applies them.
   */
  interface Installation {
    /** What the slot will be. */
    SlotState state();

    /**
     * Adds what makes some keys, or unfinished collections. Each key comes once; those with
     * elements one after the other, over any number of portions, each mutation with the size that
     * its collection has then, and the expiry that it will have. Nothing is overwritten or dropped.
     */
    void add(List<? extends Mutation> portion);

    /**
     * From here on this is the slot, and what was there is gone, both at once. Durable with the
     * next flush; after a crash before that the slot is as it was, and nothing of this is left.
     *
     * @param logEnd see {@link SlotStore#beginsAfter}
     */
    void finish(long logEnd);

    /** Gives up what was added. Nothing if it was finished or given up. */
    void abandon();
  }

  /** See {@link SlotStore#scan}. */
  @FunctionalInterface
  interface KeyScanner {
    void visit(Bytes key, ValueType type, long expireAt);
  }
}
