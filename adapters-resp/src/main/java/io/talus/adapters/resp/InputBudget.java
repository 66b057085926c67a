package io.talus.adapters.resp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Memory for requests that have not arrived as a whole, or wait to be executed, of all connections
 * of a loop. Belongs to its loop.
 *
 * <p>Small requests are always taken. When all together are too large, of the large ones only that
 * goes on arriving which has been large for the longest; the sockets of the others are left alone
 * until there is room. So large requests come to their end one after the other instead of filling
 * the heap with halves of each. One that holds up others must make progress, or is closed; and when
 * even the small ones are too many, the connection with the most is closed.
 */
final class InputBudget {
  /** With less a request is never held up. */
  static final long LITTLE = 64 * 1024;

  /** So many times the whole may be exceeded before a connection is closed. */
  private static final int OVERFULL = 3;

  /** What a request that holds up others has to receive between two sweeps, that is a second. */
  private static final long PROGRESS_MIN = 64 * 1024;

  private static final int STALLS_MAX = 3;

  private final long totalMax;
  private final Runnable onOverfull;
  private final SequencedSet<ClientInput> large = new LinkedHashSet<>();
  private final Set<ClientInput> heldUp = new LinkedHashSet<>();
  private long total;
  private @Nullable ClientInput judged;
  private long judgedReceived;
  private int stalls;

  /**
   * @param onOverfull is to close a connection
   */
  InputBudget(long totalMax, Runnable onOverfull) {
    this.totalMax = totalMax;
    this.onOverfull = onOverfull;
  }

  /** What a connection holds has changed; the connection knows already. */
  void change(ClientInput input, long before, long now) {
    total += now - before;
    if (now > LITTLE) {
      large.add(input);
    } else if (before > LITTLE) {
      large.remove(input);
    }
    while (now > before && total > OVERFULL * totalMax) {
      long totalBefore = total;
      onOverfull.run();
      if (total == totalBefore) {
        return;
      }
    }
    if (now < before) {
      goOn();
    }
  }

  /** A request of the connection has come to its end: if others are large, too, they come first. */
  void requestEnded(ClientInput input) {
    if (large.contains(input)) {
      large.addLast(input);
      goOn();
    }
  }

  /** Whether more of the connection's socket is read; if not, it is told when that may go on. */
  boolean admits(ClientInput input) {
    if (total <= totalMax || input.heldBytes() <= LITTLE || input.equals(leader())) {
      heldUp.remove(input);
      return true;
    }
    heldUp.add(input);
    return false;
  }

  /**
   * Whether the connection may take so many bytes before they have arrived. What many do at once
   * adds up, for each is asked whether it is admitted only when it has taken something.
   */
  boolean hasRoomFor(long bytes, ClientInput input) {
    return total + bytes <= totalMax || input.equals(leader());
  }

  /** The large request that goes on arriving: the first that is not executed or waits already. */
  private @Nullable ClientInput leader() {
    for (ClientInput input : large) {
      if (!input.isHeldBack()) {
        return input;
      }
    }
    return null;
  }

  private void goOn() {
    if (heldUp.isEmpty()) {
      return;
    }
    List<ClientInput> candidates = total <= totalMax ? new ArrayList<>(heldUp) : leaderIfHeldUp();
    candidates.forEach(ClientInput::goOnReading);
  }

  private List<ClientInput> leaderIfHeldUp() {
    ClientInput leader = leader();
    return leader != null && heldUp.contains(leader) ? List.of(leader) : List.of();
  }

  /** Called every second: who holds up others and does not get on is closed. */
  void sweep() {
    goOn();
    ClientInput leader = heldUp.isEmpty() ? null : leader();
    if (leader == null || !leader.equals(judged)) {
      judged = leader;
      judgedReceived = leader == null ? 0 : leader.receivedBytes();
      stalls = 0;
      return;
    }
    long received = leader.receivedBytes();
    stalls = received - judgedReceived < PROGRESS_MIN ? stalls + 1 : 0;
    judgedReceived = received;
    if (stalls >= STALLS_MAX) {
      leader.cutOff("its request does not arrive, and others wait for its memory");
    }
  }

  /** The connection is gone, and holds nothing any more. */
  void forget(ClientInput input) {
    heldUp.remove(input);
    if (input.equals(judged)) {
      judged = null;
    }
  }
}
