package io.talus.application.slot;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The slots of one table that a shard owns; a slot is made when it is first used. */
public final class Table {
  private static final int HASH_SLOT_BITS = Integer.numberOfTrailingZeros(HashSlot.COUNT);

  private final int number;
  private final @Nullable ShardSlot[] slots;
  private final int shift;
  private final IntFunction<ShardSlot> creation;

  /**
   * Makes a table without any slot in use.
   *
   * @param slotCount a power of two up to 16384; hash slots are mapped onto them in contiguous
   *     ranges
   */
  public Table(int number, int slotCount, IntFunction<ShardSlot> creation) {
    if (Integer.bitCount(slotCount) != 1 || slotCount > HashSlot.COUNT) {
      throw new IllegalArgumentException(
          "slots of table "
              + number
              + ": "
              + slotCount
              + " (expected: a power of two up to 16384)");
    }
    this.number = number;
    this.slots = new ShardSlot[slotCount];
    this.shift = HASH_SLOT_BITS - Integer.numberOfTrailingZeros(slotCount);
    this.creation = creation;
  }

  public int number() {
    return number;
  }

  public int slotCount() {
    return slots.length;
  }

  public int slotNumber(Bytes key) {
    return HashSlot.of(key) >>> shift;
  }

  public ShardSlot slotOf(Bytes key) {
    return slot(slotNumber(key));
  }

  public ShardSlot slot(int slotNumber) {
    ShardSlot slot = slots[slotNumber];
    if (slot == null) {
      slot = creation.apply(slotNumber);
      slots[slotNumber] = slot;
    }
    return slot;
  }

  /** Puts a slot that was used before the process began. */
  public void put(ShardSlot slot) {
    slots[slot.number()] = slot;
  }

  /** The slot if it was ever used. */
  public @Nullable ShardSlot usedSlot(int slotNumber) {
    return slots[slotNumber];
  }

  /** Whether the store has applied all that was ever done to the table. */
  boolean isApplied() {
    for (ShardSlot slot : slots) {
      if (slot != null && slot.progress().applied() + 1 < slot.nextIndex()) {
        return false;
      }
    }
    return true;
  }

  /** See {@link ShardSlot#keys}. */
  public long keys() {
    long sum = 0;
    for (ShardSlot slot : slots) {
      sum += slot == null ? 0 : slot.keys();
    }
    return sum;
  }

  public long expiringKeys() {
    long sum = 0;
    for (ShardSlot slot : slots) {
      sum += slot == null ? 0 : slot.expiringKeys();
    }
    return sum;
  }
}
