package io.talus.testkit.simulation;

/** Time that passes when a test says so. It outlives the processes of its machine. */
public final class SimulatedClock {
  private long nowMillis;

  public SimulatedClock(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  public long nowMillis() {
    return nowMillis;
  }

  public void advance(long millis) {
    set(nowMillis + millis);
  }

  /** Sets the time; it does not go back. */
  public void set(long millis) {
    if (millis < nowMillis) {
      throw new IllegalArgumentException("time: " + millis + " (expected: from " + nowMillis + ")");
    }
    nowMillis = millis;
  }
}
