package io.talus.application.settings;

import java.util.List;

/** What a node notes down and tells. */
public final class ObservationSettings {
  public static final Setting<Long> SLOWLOG_SLOWER_THAN_MICROS =
      Setting.number("slowlog-log-slower-than", 10000, -1, Long.MAX_VALUE)
          .says("Commands that take more microseconds go to SLOWLOG; -1 for none, 0 for all.");

  public static final Setting<Long> SLOWLOG_LENGTH_MAX =
      Setting.number("slowlog-max-len", 128, 0, Long.MAX_VALUE)
          .says("How many commands SLOWLOG remembers.");

  public static final Setting<Boolean> LATENCY_TRACKING =
      Setting.flag("latency-tracking", true)
          .says("Whether INFO latencystats and LATENCY HISTOGRAM have something to show.");

  public static final Setting<List<String>> LATENCY_PERCENTILES =
      Setting.of(
              "latency-tracking-info-percentiles",
              new PercentilesType(),
              List.of("50", "99", "99.9"))
          .says("The percentiles that INFO latencystats shows.");

  public static final Setting<Long> LATENCY_THRESHOLD_MILLIS =
      Setting.number("latency-monitor-threshold", 0, 0, Long.MAX_VALUE)
          .says("Commands that take as long are noted for LATENCY; 0 for none.");

  public static final Setting<String> KEYSPACE_EVENTS =
      Setting.of("notify-keyspace-events", new KeyspaceEventsType(), "")
          .says("Which changes of keys are published.");

  public static final Setting<String> LOG_LEVEL =
      Setting.choice("loglevel", "notice", "debug", "verbose", "warning", "nothing")
          .says("How much is logged.");

  public static final Setting<String> LOG_FILE =
      Setting.text("logfile", "").atStart().says("The file of the log; empty for the console.");

  public static final Setting<Long> BUSY_REPLY_MILLIS =
      Setting.number("busy-reply-threshold", 5000, 0, Long.MAX_VALUE)
          .alias("lua-time-limit")
          .says("How long a script may run before others are told that the node is busy.");

  private ObservationSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        SLOWLOG_SLOWER_THAN_MICROS,
        SLOWLOG_LENGTH_MAX,
        LATENCY_TRACKING,
        LATENCY_PERCENTILES,
        LATENCY_THRESHOLD_MILLIS,
        KEYSPACE_EVENTS,
        LOG_LEVEL,
        LOG_FILE,
        BUSY_REPLY_MILLIS);
  }
}
