package io.talus.application.statistics;

import io.talus.application.port.EventLoop;

/**
 * Commands per second, over the last second or so. Looked at rarely, so it samples the counter only
 * then: the rate since the last look that is at least a second old.
 */
public final class CommandRate {
  private static final long SECOND_MILLIS = 1000;

  private final EventLoop loop;
  private long sampledAtMillis;
  private long sampled;
  private long rate;

  CommandRate(EventLoop loop) {
    this.loop = loop;
    this.sampledAtMillis = loop.nowMillis();
  }

  void sample(long processed) {
    long elapsed = loop.nowMillis() - sampledAtMillis;
    if (elapsed >= SECOND_MILLIS) {
      rate = Math.max(0, processed - sampled) * SECOND_MILLIS / elapsed;
      sampled = processed;
      sampledAtMillis = loop.nowMillis();
    }
  }

  public long perSecond() {
    return rate;
  }
}
