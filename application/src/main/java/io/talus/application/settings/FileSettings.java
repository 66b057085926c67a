package io.talus.application.settings;

import java.util.List;

/** What Redis lets one say about its dump and its append-only file. */
public final class FileSettings {
  private static final String NO_DUMP =
      "Accepted without effect: every write is in the log, and SAVE makes a checkpoint.";
  private static final String NO_APPEND_ONLY_FILE =
      "Accepted without effect: the log is always written and cleans up after itself.";
  private static final long MEGABYTE = 1024L * 1024;

  /** Redis's default, which clients look at. */
  public static final Setting<List<String>> SAVE_POINTS =
      Setting.of("save", new SavePointsType(), List.of("3600", "1", "300", "100", "60", "10000"))
          .says(NO_DUMP);

  private FileSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        SAVE_POINTS,
        Setting.of("dbfilename", new FileNameType("dbfilename", "filename", true), "dump.rdb")
            .isProtected()
            .says(NO_DUMP),
        Setting.flag("rdbcompression", true).says(NO_DUMP),
        Setting.flag("rdbchecksum", true).atStart().says(NO_DUMP),
        Setting.flag("rdb-del-sync-files", false).says(NO_DUMP),
        Setting.flag("rdb-save-incremental-fsync", true).says(NO_DUMP),
        Setting.flag("stop-writes-on-bgsave-error", true).says(NO_DUMP),
        Setting.choice("sanitize-dump-payload", "no", "yes", "clients").says(NO_DUMP),
        Setting.number("rdb-key-save-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE).says(NO_DUMP),
        Setting.number("key-load-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE).says(NO_DUMP),
        Setting.number(
                "loading-process-events-interval-bytes", 2 * MEGABYTE, 1024, Integer.MAX_VALUE)
            .says(NO_DUMP),
        Setting.flag("appendonly", false).says(NO_APPEND_ONLY_FILE),
        Setting.of(
                "appendfilename",
                new FileNameType("appendfilename", "filename", false),
                "appendonly.aof")
            .atStart()
            .says(NO_APPEND_ONLY_FILE),
        Setting.of(
                "appenddirname",
                new FileNameType("appenddirname", "dirname", false),
                "appendonlydir")
            .atStart()
            .says(NO_APPEND_ONLY_FILE),
        Setting.flag("no-appendfsync-on-rewrite", false).says(NO_APPEND_ONLY_FILE),
        Setting.number("auto-aof-rewrite-percentage", 100, 0, Integer.MAX_VALUE)
            .says(NO_APPEND_ONLY_FILE),
        Setting.size("auto-aof-rewrite-min-size", 64 * MEGABYTE, 0, Long.MAX_VALUE)
            .says(NO_APPEND_ONLY_FILE),
        Setting.flag("aof-rewrite-incremental-fsync", true).says(NO_APPEND_ONLY_FILE),
        Setting.flag("aof-load-truncated", true).says(NO_APPEND_ONLY_FILE),
        Setting.flag("aof-use-rdb-preamble", true).says(NO_APPEND_ONLY_FILE),
        Setting.flag("aof-timestamp-enabled", false).says(NO_APPEND_ONLY_FILE),
        Setting.flag("aof-disable-auto-gc", false).says(NO_APPEND_ONLY_FILE));
  }
}
