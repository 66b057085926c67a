package io.talus.application.settings;

import io.talus.domain.slot.HashSlot;
import io.talus.domain.table.Tables;
import java.util.List;

/** Where data lies, and how safe and how near it is. */
public final class StorageSettings {
  private static final long MEGABYTE = 1024L * 1024;

  public static final Setting<String> DIR =
      Setting.text("dir", "./").atStart().says("The folder of the data.");

  public static final Setting<Long> TABLES =
      Setting.number("databases", 16, 1, Tables.COUNT_MAX)
          .atStart()
          .says(
              "How many tables there are from the start, with numbers for names; more are made with"
                  + " TABLE CREATE. A smaller number takes none away.");

  public static final Setting<Long> TABLE_SLOTS =
      Setting.of("table-slots", new PowerOfTwoType(HashSlot.COUNT), 1024L)
          .atStart()
          .says(
              "How many slots a table has that is made without saying so; fixed when the folder of"
                  + " the data is made.");

  public static final Setting<Long> MEMORY_BUDGET =
      Setting.size("memory-budget", 0, 0, Long.MAX_VALUE)
          .atStart()
          .says(
              "The memory the node may use for heap, caches and buffers; 0 for half of the"
                  + " machine's.");

  public static final Setting<Long> RESIDENT_LIMIT =
      Setting.size("resident-limit", 0, 0, Long.MAX_VALUE)
          .says("The memory for recently used keys; 0 for what the memory budget leaves.");

  public static final Setting<Long> LARGE_COLLECTION =
      Setting.number("large-collection", 1024, 1, Integer.MAX_VALUE)
          .atStart()
          .says(
              "Collections with more elements that are not resident are not loaded as a whole, but"
                  + " read and changed where they are.");

  public static final Setting<Long> MAX_RECOVERY_LOG =
      Setting.size("max-recovery-log", 256 * MEGABYTE, MEGABYTE, Long.MAX_VALUE)
          .atStart()
          .says("How much of the log a start may have to replay: then the store is flushed.");

  public static final Setting<Long> BALLAST =
      Setting.size("disk-ballast", 16 * MEGABYTE, 0, Long.MAX_VALUE)
          .atStart()
          .says(
              "Room on the disk that is given up when it is full, so that deletes can be logged.");

  public static final Setting<String> FSYNC =
      Setting.choice("appendfsync", "everysec", "always", "no")
          .says("When the log is synced to disk: before each reply, every second, or never.");

  private StorageSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        DIR,
        TABLES,
        TABLE_SLOTS,
        MEMORY_BUDGET,
        RESIDENT_LIMIT,
        LARGE_COLLECTION,
        MAX_RECOVERY_LOG,
        BALLAST,
        FSYNC);
  }
}
