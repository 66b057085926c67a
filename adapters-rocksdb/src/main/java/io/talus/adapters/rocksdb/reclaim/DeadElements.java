package io.talus.adapters.rocksdb.reclaim;

import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells which keys belong to collections that no longer exist. Called by compaction threads.
 *
 * <p>A collection is dead when its liveness entry is gone <em>on the disk</em>. Why the disk, and
 * why that is safe:
 *
 * <ul>
 *   <li>An element that a compaction sees has been flushed. Its collection's liveness was written
 *       in the same batch or before, and all column families are flushed as one. So if the liveness
 *       is not on the disk, it has been there and was deleted. Ids are never used again: dead is
 *       for ever.
 *   <li>If memtables were asked too, a drop that is not yet flushed could cost a collection its
 *       elements on the disk. After a crash, and in a checkpoint made at that moment, the
 *       collection would exist again, without them.
 * </ul>
 *
 * <p>Filters do not care for RocksDB's snapshots: while one is read, nothing of its slots is dead
 * ({@link KeptSlots}). What was found dead before it was made is nothing it can see. Iterators need
 * no care: they hold on to the files they began with. The elements of one collection come one after
 * the other, so each thread remembers its last answer, and asks once a collection.
 */
public final class DeadElements {
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  /** For how many keys a collection counts as alive before the disk is asked again. */
  private static final int ALIVE_KEYS_MAX = 256;

  private final Predicate<byte[]> isKept;
  private final ThreadLocal<LastAnswer> lastAnswers;

  /**
   * With a way to ask.
   *
   * @param isAliveOnDisk whether the liveness entry with a key is on the disk
   * @param kept of what is read as it was, nothing goes
   * @param newThread takes each thread that asks for the first time
   */
  public DeadElements(Predicate<byte[]> isAliveOnDisk, KeptSlots kept, Consumer<Thread> newThread) {
    this.isKept = collection -> isAliveOnDisk.test(collection) || kept.keeps(collection);
    this.lastAnswers =
        ThreadLocal.withInitial(
            () -> {
              newThread.accept(Thread.currentThread());
              return new LastAnswer();
            });
  }

  /** For families of which every key begins with a collection. */
  public boolean isDeadElement(MemorySegment memory, long address, long length) {
    if (length < SlotPrefix.COLLECTION_LENGTH) {
      return false;
    }
    LastAnswer last = lastAnswers.get();
    if (!last.holdsFor(memory, address)) {
      last.set(memory, address, address + SlotPrefix.LENGTH, isKept);
    }
    return last.isDead;
  }

  /** For the expiry index, of which only the entries of fields belong to collections. */
  public boolean isDeadExpiry(MemorySegment memory, long address, long length) {
    if (length < ExpiryLayout.FIELD_ENTRY_LENGTH_MIN
        || memory.get(BYTE, address + ExpiryLayout.KIND_AT) != ExpiryLayout.OF_FIELD) {
      return false;
    }
    LastAnswer last = lastAnswers.get();
    last.set(memory, address, address + ExpiryLayout.BODY_AT, isKept);
    return last.isDead;
  }

  /** What a thread learned last. */
  private static final class LastAnswer {
    private final byte[] collection = new byte[SlotPrefix.COLLECTION_LENGTH];
    private final MemorySegment segment = MemorySegment.ofArray(collection);
    private boolean isDead;
    private int keysSince;

    boolean holdsFor(MemorySegment memory, long address) {
      int length = SlotPrefix.COLLECTION_LENGTH;
      return (isDead || keysSince++ < ALIVE_KEYS_MAX)
          && MemorySegment.mismatch(memory, address, address + length, segment, 0, length) < 0;
    }

    void set(MemorySegment memory, long slotAt, long idAt, Predicate<byte[]> isKept) {
      MemorySegment.copy(memory, slotAt, segment, 0, SlotPrefix.LENGTH);
      MemorySegment.copy(memory, idAt, segment, SlotPrefix.LENGTH, Long.BYTES);
      isDead = !isKept.test(collection);
      keysSince = 0;
    }
  }
}
