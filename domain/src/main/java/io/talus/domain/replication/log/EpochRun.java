package io.talus.domain.replication.log;

/** Consecutive entries of one epoch. */
public record EpochRun(long epoch, long first, long last) {
  public EpochRun {
    if (epoch < 1 || first < 1 || last < first) {
      throw new IllegalArgumentException("run: epoch " + epoch + ", " + first + ".." + last);
    }
  }

  boolean holds(long index) {
    return first <= index && index <= last;
  }

  @Override
  public String toString() {
    return first == last ? epoch + "/" + first : epoch + "/" + first + ".." + last;
  }
}
