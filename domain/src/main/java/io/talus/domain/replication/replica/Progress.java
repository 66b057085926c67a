package io.talus.domain.replication.replica;

import io.talus.domain.replication.support.SupportEpoch;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the leader knows of one follower, and what it has sent ahead.
 *
 * <pre>
 *   PROBE      accepted                  -> REPLICATE
 *   PROBE      refused                   -> PROBE, further back
 *   REPLICATE  refused, or no answer     -> PROBE, from what is known to agree
 *   PROBE      no answer                 -> PROBE, the same, or where it was if that is gone
 *   any        what is next is gone      -> PROBE, from where the log begins
 *   PROBE      agrees with what is gone  -> SNAPSHOT
 *   any        it has diverged           -> SNAPSHOT
 *   SNAPSHOT   accepted within the log   -> REPLICATE
 *   SNAPSHOT   the snapshot has ended    -> PROBE
 * </pre>
 *
 * A follower gets a snapshot only when it has said itself that it lacks what is gone: of one that
 * does not answer, a leader that is new knows nothing.
 */
final class Progress {
  enum State {
    /** One append at a time, to find out where the logs agree. */
    PROBE,
    /** Appends are sent ahead. */
    REPLICATE,
    /** Nothing is sent until the snapshot has ended. */
    SNAPSHOT
  }

  private final Deque<Long> inFlight = new ArrayDeque<>();
  State state = State.PROBE;

  /** Up to here the follower's log agrees with ours, durably. */
  long match;

  long next;
  long commit;

  /** The commit that the follower was told last. */
  long commitSent;

  long round;

  /** In which support epoch the follower has acknowledged this leadership last. */
  SupportEpoch acknowledgedIn = SupportEpoch.NONE;

  long retryAt = Long.MAX_VALUE;
  private boolean probing;
  private boolean asking;

  Progress(long next) {
    this.next = next;
  }

  boolean mayProbe() {
    return state == State.PROBE && !probing;
  }

  boolean maySendAhead() {
    return state == State.REPLICATE && inFlight.size() < Timing.IN_FLIGHT_MAX;
  }

  /** Whether it is only asked for what it has, as most likely it lacks what would be sent. */
  boolean asks() {
    return asking;
  }

  void sent(long lastIndex) {
    if (state == State.PROBE) {
      probing = true;
    } else {
      inFlight.add(lastIndex);
      next = lastIndex + 1;
    }
  }

  /** A late reply does not take back what a later one has said. */
  void acknowledged(SupportEpoch support) {
    if (support.compareTo(acknowledgedIn) > 0) {
      acknowledgedIn = support;
    }
  }

  void accepted(long index, long logStart) {
    match = Math.max(match, index);
    while (!inFlight.isEmpty() && inFlight.getFirst() <= index) {
      inFlight.removeFirst();
    }
    if (state == State.PROBE || (state == State.SNAPSHOT && match >= logStart)) {
      state = State.REPLICATE;
      asking = false;
      inFlight.clear();
      next = match + 1;
    }
    next = Math.max(next, match + 1);
  }

  /**
   * The follower does not have any more what comes behind. Where leaders are appointed it
   * acknowledges what it may not have synced yet, and its machine may have ended since. A late
   * refusal costs a question more.
   */
  void lost(long index) {
    match = Math.min(match, index);
  }

  /** Starts over from an index that may agree, but never below what does agree. */
  void probeBehind(long index) {
    state = State.PROBE;
    probing = false;
    asking = false;
    inFlight.clear();
    next = Math.max(match, index) + 1;
  }

  /** It has not answered. If it is not known what it has, it is asked again what it was asked. */
  void probeAgain(long logStart) {
    if (state == State.PROBE && match < logStart) {
      probing = false;
    } else {
      probeBehind(match);
    }
  }

  /** What would be sent next is gone; perhaps the follower has it. */
  void askFrom(long logStart) {
    probeBehind(logStart);
    asking = true;
  }

  void snapshot() {
    state = State.SNAPSHOT;
    inFlight.clear();
  }
}
