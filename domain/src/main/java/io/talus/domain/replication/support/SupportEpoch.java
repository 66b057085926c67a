package io.talus.domain.replication.support;

import java.util.Comparator;

/**
 * A time during which one node has supported another without a gap. Who sees the same support epoch
 * twice knows that support was not withdrawn in between.
 *
 * @param life the supporter's process
 * @param count how often the supporter has withdrawn its support in that life, counting from 1
 */
public record SupportEpoch(long life, long count) implements Comparable<SupportEpoch> {
  /** No support. */
  public static final SupportEpoch NONE = new SupportEpoch(0, 0);

  private static final Comparator<SupportEpoch> ORDER =
      Comparator.comparingLong(SupportEpoch::life).thenComparingLong(SupportEpoch::count);

  @Override
  public int compareTo(SupportEpoch other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return equals(NONE) ? "none" : life + "." + count;
  }
}
