package io.talus.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often what happened in all simulations of a test: a simulation in which nothing does is no
 * test.
 */
final class Tally {
  /** What is counted. */
  enum Event {
    COMMAND,
    TRANSACTION,
    BLOCKED,
    REFUSED,
    DISCARDED_BLOCK,
    DISCARDED_WRITE,
    LOST_WRITE,

    /** The block that was being appended when the node ended is in the log. */
    APPENDED_BY_THE_LAST,
    END_OF_PROCESS,
    END_OF_MACHINE,
    AUDIT,
    COMMIT,
    CUT,
    CUT_WRITE,
    KEPT_CUT,
    FOREIGN
  }

  private final Map<Event, Long> counts = new EnumMap<>(Event.class);

  void add(Event event, long count) {
    counts.merge(event, count, Long::sum);
  }

  void add(Event event) {
    add(event, 1);
  }

  /** What has never happened. */
  List<Event> missing() {
    return Arrays.stream(Event.values()).filter(event -> !counts.containsKey(event)).toList();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
