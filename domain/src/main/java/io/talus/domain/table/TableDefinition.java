package io.talus.domain.table;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.slot.HashSlot;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a table, without its data.
 *
 * @param number its identity, in every stored key; never used for another table
 * @param name what people call it; of the tables that a node starts with it is the number
 * @param slotCount a power of two up to 16384; hash slots are mapped onto them in contiguous ranges
 * @param replicas how many nodes are to hold each slot, once there are so many
 * @param password what opens it; null if it has no password of its own
 */
public record TableDefinition(
    int number,
    String name,
    int slotCount,
    int replicas,
    Consistency consistency,
    @Nullable PasswordDigest password) {
  /** A name is part of messages, lines of INFO and metric labels. */
  public static final int NAME_LENGTH_MAX = 64;

  /** More copies than this cost every write and save nobody. */
  public static final int REPLICAS_MAX = 9;

  /** AUTH knows the operator by this name. */
  private static final String OPERATOR = "default";

  private static final int HASH_SLOT_BITS = Integer.numberOfTrailingZeros(HashSlot.COUNT);

  public TableDefinition {
    if (number < 0 || number > Tables.NUMBER_MAX) {
      throw new TableRefused(
          "number of a table: %d (expected: 0..%d)".formatted(number, Tables.NUMBER_MAX));
    }
    if (!name.equals(Integer.toString(number))) {
      requireName(name);
    }
    if (Integer.bitCount(slotCount) != 1 || slotCount < 1 || slotCount > HashSlot.COUNT) {
      throw new TableRefused(
          "slots of table '%s': %d (expected: a power of two up to %d)"
              .formatted(name, slotCount, HashSlot.COUNT));
    }
    if (replicas < 1 || replicas > REPLICAS_MAX) {
      throw new TableRefused(
          "replicas of table '%s': %d (expected: 1..%d)".formatted(name, replicas, REPLICAS_MAX));
    }
  }

  private static void requireName(String name) {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || !name.matches("[A-Za-z0-9_.-]+")) {
      throw new TableRefused(
          "name of a table: '%s' (expected: 1 to %d letters, digits, '_', '.' and '-')"
              .formatted(shown(name), NAME_LENGTH_MAX));
    }
    if (Decimal.isLong(Bytes.of(name))) {
      throw new TableRefused(
          "name of a table: '%s' (expected: no number, for numbers are given)".formatted(name));
    }
    if (name.equalsIgnoreCase(OPERATOR)) {
      throw new TableRefused(
          "name of a table: '%s' (it is the name of the operator in AUTH)".formatted(name));
    }
  }

  private static String shown(String name) {
    String start = name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /** One of the tables that a node has from the start. */
  static TableDefinition numbered(int number, int slotCount) {
    return new TableDefinition(
        number, Integer.toString(number), slotCount, 1, Consistency.ASYNC, null);
  }

  TableDefinition altered(Consistency newConsistency, @Nullable PasswordDigest newPassword) {
    return new TableDefinition(number, name, slotCount, replicas, newConsistency, newPassword);
  }

  /** The slot that the key belongs to. */
  public int slotOf(Bytes key) {
    return slotOf(HashSlot.of(key));
  }

  /** The slot that the hash slot belongs to. */
  public int slotOf(int hashSlot) {
    return hashSlot >>> (HASH_SLOT_BITS - Integer.numberOfTrailingZeros(slotCount));
  }

  /** How many hash slots belong to each slot. */
  public int hashSlotsOfSlot() {
    return 1 << (HASH_SLOT_BITS - Integer.numberOfTrailingZeros(slotCount));
  }
}
