package io.talus.adapters.replication;

import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.application.port.PeerNetwork.Receiver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who calls this node, knows the cluster's secret, and is no node: a manager that is alone. It is
 * forgotten when its connection has ended. Owned by the event loop.
 */
final class Guests {
  /** A few managers, and connections of theirs that are dead and have not been missed. */
  static final int GUESTS_MAX = 16;

  /** Nobody calls a guest. */
  private static final PeerAddress NOWHERE = new PeerAddress("", 0);

  private final PeerTimes times;
  private final RandomGenerator jitter;
  private final ConnectionParts parts;
  private final Receiver receiver;
  private final Map<Integer, PeerLink> links = new HashMap<>();

  /**
   * Nobody has come.
   *
   * @param receiver is told what guests say
   */
  Guests(PeerTimes times, RandomGenerator jitter, ConnectionParts parts, Receiver receiver) {
    this.times = times;
    this.jitter = jitter;
    this.parts = parts;
    this.receiver = receiver;
  }

  /** Whether this is a number of guests. */
  static boolean isGuest(int number) {
    return number < 0;
  }

  /** Whether one may come who calls himself so. */
  boolean mayCome(int number) {
    forgetWhoHasGone();
    return isGuest(number) && (links.containsKey(number) || links.size() < GUESTS_MAX);
  }

  /** The link to one who is there, or has just come. */
  PeerLink welcome(int number) {
    return links.computeIfAbsent(
        number,
        guest ->
            new PeerLink(
                guest,
                NOWHERE,
                null,
                new BackOff(times.retryMillisMin(), times.retryMillisMax(), jitter),
                parts,
                receiver));
  }

  @Nullable PeerLink find(int number) {
    return links.get(number);
  }

  private void forgetWhoHasGone() {
    links.values().removeIf(link -> link.current() == null);
  }

  void look() {
    forgetWhoHasGone();
    List.copyOf(links.values()).forEach(PeerLink::look);
  }

  void close(String reason) {
    List<PeerLink> all = List.copyOf(links.values());
    links.clear();
    all.forEach(link -> link.close(reason));
  }
}
