package io.talus.application.shard;

/** Takes back what was executed but could not be logged. */
interface Discards {
  /** Nothing of this block is in the log, or will be: what it changed is forgotten. */
  void discard(long block);
}
