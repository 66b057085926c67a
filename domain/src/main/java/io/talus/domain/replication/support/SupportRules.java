package io.talus.domain.replication.support;

/**
 * The rules on which the safety of reads from memory rests. The product runs with {@link #SOUND};
 * the simulator breaks them one at a time, to show that it would notice.
 */
public interface SupportRules {
  SupportRules SOUND = new SupportRules() {};

  /** Support counts from when it was asked for, never from when the answer came. */
  default long countsFrom(long sentMillis, long receivedMillis) {
    return sentMillis;
  }

  /** A process that has just started waits out what the one before it may have promised. */
  default boolean waitsAfterStart() {
    return true;
  }

  /** Support that has lapsed begins a new support epoch when it is given again. */
  default boolean withdrawalRaisesEpoch() {
    return true;
  }

  /** A node whose disk stalls neither asks for support nor gives any. */
  default boolean needsDisk() {
    return true;
  }
}
