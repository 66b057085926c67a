package io.talus.application.reads;

/**
 * Tries one in sixty-four of what hardly ever is of any use, to see whether that has changed.
 * Belongs to one thread.
 */
final class NowAndThen {
  private static final int PASSED_OVER = 64;

  private int count;

  /** Whether to try this time. */
  boolean isNow() {
    count++;
    return count % PASSED_OVER == 0;
  }
}
