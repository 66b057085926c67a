package io.talus.adapters.rocksdb.write;

/**
 * The shape of the trees that count the members of sorted sets.
 *
 * @param countedFrom sorted sets of this size have a tree; smaller ones are walked
 * @param runMax members of a run, which a reader walks; a longer one is split
 * @param childrenMax children of a node, which is written as a whole; a larger one is split
 */
public record CountLimits(int countedFrom, int runMax, int childrenMax) {
  /** To find a rank takes some ten microseconds, and a batch rewrites nodes of some kilobytes. */
  public static final CountLimits DEFAULT = new CountLimits(512, 128, 128);

  public CountLimits {
    if (countedFrom < 1 || runMax < 2 || childrenMax < 4) {
      throw new IllegalArgumentException(
          "limits: %d %d %d (expected: at least 1, 2, 4)"
              .formatted(countedFrom, runMax, childrenMax));
    }
  }
}
