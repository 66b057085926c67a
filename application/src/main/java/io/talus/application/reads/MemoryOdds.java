package io.talus.application.reads;

/**
 * Whether it is worthwhile to ask the store's memory before its disk. When it hardly ever has the
 * answer, asking costs the loop more than what it spares the readers: then it is only tried now and
 * then, to see whether that has changed. Belongs to the shard's thread.
 */
final class MemoryOdds {
  private static final int ALWAYS = 1 << 16;

  /** A read from the disk costs about four times as much as one from memory. */
  private static final int WORTHWHILE = ALWAYS / 4;

  /** The last sixty-four answers or so count. */
  private static final int SHIFT = 6;

  /** Where asking is not worthwhile one in so many is tried. */
  private static final int PASSED_OVER = 64;

  private int found = ALWAYS;
  private int passedOver;

  /** Whether to ask this time; if so, {@link #asked} has to tell what came of it. */
  boolean isWorthwhile() {
    return found >= WORTHWHILE || ++passedOver % PASSED_OVER == 0;
  }

  void asked(boolean hadTheAnswer) {
    found += ((hadTheAnswer ? ALWAYS : 0) - found) >> SHIFT;
  }
}
