package io.talus.application.settings;

import io.talus.application.command.EncodingLimits;
import java.util.List;

/** Up to what size OBJECT ENCODING answers with the compact encodings of Redis. */
public final class EncodingSettings {
  private static final String SAYS = "Decides what OBJECT ENCODING answers, and nothing else.";
  private static final Setting<Long> HASH_ENTRIES =
      number("hash-max-listpack-entries", 128).alias("hash-max-ziplist-entries");
  private static final Setting<Long> HASH_VALUE =
      size("hash-max-listpack-value", 64).alias("hash-max-ziplist-value");
  private static final Setting<Long> LIST_SIZE =
      Setting.number("list-max-listpack-size", -2, Integer.MIN_VALUE, Integer.MAX_VALUE)
          .alias("list-max-ziplist-size")
          .says(SAYS);
  private static final Setting<Long> SET_INTSET_ENTRIES = number("set-max-intset-entries", 512);
  private static final Setting<Long> SET_ENTRIES = number("set-max-listpack-entries", 128);
  private static final Setting<Long> SET_VALUE = number("set-max-listpack-value", 64);
  private static final Setting<Long> SORTED_SET_ENTRIES =
      number("zset-max-listpack-entries", 128).alias("zset-max-ziplist-entries");
  private static final Setting<Long> SORTED_SET_VALUE =
      size("zset-max-listpack-value", 64).alias("zset-max-ziplist-value");

  private EncodingSettings() {}

  private static Setting<Long> number(String name, long initial) {
    return Setting.number(name, initial, 0, Long.MAX_VALUE).says(SAYS);
  }

  private static Setting<Long> size(String name, long initial) {
    return Setting.size(name, initial, 0, Long.MAX_VALUE).says(SAYS);
  }

  /** The limits as the settings are now. */
  public static EncodingLimits limits(Settings settings) {
    return new EncodingLimits(
        settings.get(HASH_ENTRIES),
        settings.get(HASH_VALUE),
        settings.get(LIST_SIZE),
        settings.get(SET_INTSET_ENTRIES),
        settings.get(SET_ENTRIES),
        settings.get(SET_VALUE),
        settings.get(SORTED_SET_ENTRIES),
        settings.get(SORTED_SET_VALUE));
  }

  static List<Setting<?>> all() {
    return List.of(
        HASH_ENTRIES,
        HASH_VALUE,
        LIST_SIZE,
        SET_INTSET_ENTRIES,
        SET_ENTRIES,
        SET_VALUE,
        SORTED_SET_ENTRIES,
        SORTED_SET_VALUE,
        Setting.number("list-compress-depth", 0, 0, Integer.MAX_VALUE)
            .says("Accepted without effect: lists are not compressed in memory."),
        size("hll-sparse-max-bytes", 3000).says("The largest HyperLogLog in the sparse form."),
        size("stream-node-max-bytes", 4096).says("Accepted without effect: no streams yet."),
        number("stream-node-max-entries", 100).says("Accepted without effect: no streams yet."));
  }
}
