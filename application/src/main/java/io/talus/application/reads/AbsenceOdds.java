package io.talus.application.reads;

/**
 * Whether it is worthwhile to ask {@code EvictedKeys} before the store is asked for a key. As long
 * as every key exists the answer is always the same, and costs the loop some misses of the
 * processor's cache: then it is only tried now and then. A key that does not exist brings it back.
 * Belongs to the shard's thread.
 */
final class AbsenceOdds {
  /** After so many keys in a row that exist, the next one very likely does as well. */
  private static final int IN_A_ROW = 1024;

  private final NowAndThen nowAndThen = new NowAndThen();
  private int thereInARow;

  /** Whether to ask for the next key. */
  boolean areWorthwhile() {
    return thereInARow < IN_A_ROW || nowAndThen.isNow();
  }

  /** The store had the key. */
  void wasThere() {
    if (thereInARow < IN_A_ROW) {
      thereInARow++;
    }
  }

  /** The store did not have the key, or need not be asked. */
  void wasAbsent() {
    thereInARow = 0;
  }
}
