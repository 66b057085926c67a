package io.talus.domain.log;

/**
 * Where an entry stands in one slot's log: ordered by epoch, then by index.
 *
 * @param epoch the leadership in which the entry was written; 0 before the first
 * @param index 1 for a slot's first entry, then counting up without gaps
 */
public record LogPosition(long epoch, long index) implements Comparable<LogPosition> {
  public static final LogPosition NONE = new LogPosition(0, 0);

  public LogPosition {
    if (epoch < 0 || index < 0) {
      throw new IllegalArgumentException(
          "position: " + epoch + "/" + index + " (expected: 0 or more)");
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(index, other.index);
  }
}
