package io.talus.application.execution;

/** What a shard counts for INFO. Belongs to its thread. */
public final class ShardCounters {
  private long expired;
  private long hits;
  private long misses;
  private long units;

  void expired() {
    expired++;
  }

  void lookedUp(boolean found) {
    if (found) {
      hits++;
    } else {
      misses++;
    }
  }

  void changed() {
    units++;
  }

  /** Commands, transactions and scripts that changed something, since the start. */
  public long units() {
    return units;
  }

  /** Keys that were dropped because their time had come. */
  public long expiredKeys() {
    return expired;
  }

  /** How often a command that only reads found a key. */
  public long hits() {
    return hits;
  }

  /** How often a command that only reads found none. */
  public long misses() {
    return misses;
  }

  public void reset() {
    expired = 0;
    hits = 0;
    misses = 0;
  }
}
