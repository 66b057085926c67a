package io.talus.application.statistics;

import io.talus.application.port.EventLoop;

/**
 * How fast a counter grows, over the last second or so. Looked at rarely, so it samples the counter
 * only then: the rate since the last look that is at least a second old.
 */
public final class Rate {
  private static final long SECOND_MILLIS = 1000;

  private final EventLoop loop;
  private long sampledAtMillis;
  private long sampled;
  private long rate;

  public Rate(EventLoop loop) {
    this.loop = loop;
    this.sampledAtMillis = loop.nowMillis();
  }

  /** Takes the counter as it is now. */
  public void sample(long counted) {
    long elapsed = loop.nowMillis() - sampledAtMillis;
    if (elapsed >= SECOND_MILLIS) {
      rate = Math.max(0, counted - sampled) * SECOND_MILLIS / elapsed;
      sampled = counted;
      sampledAtMillis = loop.nowMillis();
    }
  }

  public long perSecond() {
    return rate;
  }
}
