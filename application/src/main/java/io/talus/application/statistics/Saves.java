package io.talus.application.statistics;

/** What came of SAVE and BGSAVE. Belongs to the shard's thread. */
public final class Saves {
  private long lastSeconds;
  private long begunMillis;
  private long lastTookSeconds = -1;
  private long count;
  private long unitsSaved;
  private long unitsBegun;
  private boolean underWay;
  private boolean lastGood = true;

  /**
   * Nothing was saved yet.
   *
   * @param startedAtMillis when the node started: as Redis, LASTSAVE answers this until then
   */
  public Saves(long startedAtMillis) {
    this.lastSeconds = startedAtMillis / 1000;
  }

  /**
   * A save begins.
   *
   * @param units how many units there were so far
   */
  public void begin(long nowMillis, long units) {
    unitsBegun = units;
    underWay = true;
    begunMillis = nowMillis;
  }

  /** The save under way has ended. */
  public void end(boolean good, long nowMillis) {
    underWay = false;
    lastGood = good;
    if (good) {
      count++;
      unitsSaved = unitsBegun;
      lastSeconds = nowMillis / 1000;
      lastTookSeconds = (nowMillis - begunMillis) / 1000;
    }
  }

  /** How many of so many units came after the last good save. */
  public long unitsSince(long units) {
    return units - unitsSaved;
  }

  public boolean isUnderWay() {
    return underWay;
  }

  public boolean isLastGood() {
    return lastGood;
  }

  /** When the last good save ended, in seconds since 1970. */
  public long lastSeconds() {
    return lastSeconds;
  }

  /** How long the last good save took; -1 if there was none. */
  public long lastTookSeconds() {
    return lastTookSeconds;
  }

  public long count() {
    return count;
  }
}
