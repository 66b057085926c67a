package io.talus.application.settings;

import java.util.List;

/** What Redis lets one say about memory; Talus has its memory budget instead. */
final class MemorySettings {
  private static final String NO_EVICTION =
      "Accepted without effect: what does not fit memory is on disk, and nothing is evicted.";
  private static final String COLLECTED =
      "Accepted without effect: Java's collector frees memory in the background.";
  private static final long MEGABYTE = 1024L * 1024;
  private static final int PERCENT_MAX = 99;
  private static final int FRAGMENTATION_MAX = 1000;
  private static final int EFFORT_MAX = 10;

  private MemorySettings() {}

  static List<Setting<?>> all() {
    return List.of(
        Setting.size("maxmemory", 0, 0, Long.MAX_VALUE).says(NO_EVICTION),
        Setting.choice(
                "maxmemory-policy",
                "noeviction",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl",
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random")
            .says(NO_EVICTION),
        Setting.number("maxmemory-samples", 5, 1, Integer.MAX_VALUE).says(NO_EVICTION),
        Setting.number("maxmemory-eviction-tenacity", 10, 0, 100).says(NO_EVICTION),
        Setting.number("lfu-log-factor", 10, 0, Integer.MAX_VALUE).says(NO_EVICTION),
        Setting.number("lfu-decay-time", 1, 0, Integer.MAX_VALUE).says(NO_EVICTION),
        Setting.number("active-expire-effort", 1, 1, EFFORT_MAX)
            .says("Accepted without effect: an index finds what is due."),
        Setting.flag("lazyfree-lazy-eviction", false).says(COLLECTED),
        Setting.flag("lazyfree-lazy-expire", false).says(COLLECTED),
        Setting.flag("lazyfree-lazy-server-del", false).says(COLLECTED),
        Setting.flag("lazyfree-lazy-user-del", false).says(COLLECTED),
        Setting.flag("lazyfree-lazy-user-flush", false).says(COLLECTED),
        Setting.flag("activerehashing", true).says(COLLECTED),
        Setting.choice("activedefrag", "no").says("Must be no: there is nothing to defragment."),
        Setting.number("active-defrag-cycle-min", 1, 1, PERCENT_MAX).says(COLLECTED),
        Setting.number("active-defrag-cycle-max", 25, 1, PERCENT_MAX).says(COLLECTED),
        Setting.number("active-defrag-threshold-lower", 10, 0, FRAGMENTATION_MAX).says(COLLECTED),
        Setting.number("active-defrag-threshold-upper", 100, 0, FRAGMENTATION_MAX).says(COLLECTED),
        Setting.size("active-defrag-ignore-bytes", 100 * MEGABYTE, 1, Long.MAX_VALUE)
            .says(COLLECTED),
        Setting.number("active-defrag-max-scan-fields", 1000, 1, Long.MAX_VALUE).says(COLLECTED),
        Setting.flag("jemalloc-bg-thread", true).says(COLLECTED));
  }
}
