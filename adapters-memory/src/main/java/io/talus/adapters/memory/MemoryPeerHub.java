package io.talus.adapters.memory;

import io.talus.application.port.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What joins the {@link MemoryPeerNetwork}s of one process: it connects those that know each other,
 * and lets a test break connections. Any thread.
 */
public final class MemoryPeerHub {

  /** Two nodes, the smaller number first. */
  private record Pair(int one, int other) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparingInt(Pair::one).thenComparingInt(Pair::other);

    private static Pair of(int a, int b) {
      return new Pair(Math.min(a, b), Math.max(a, b));
    }

    @Override
    public int compareTo(Pair pair) {
      return ORDER.compare(this, pair);
    }
  }

  private final int queuedMessagesMax;
  private final Map<Integer, MemoryPeerNetwork> networks = new TreeMap<>();
  private final Map<Pair, MemoryPeerConnection> connections = new TreeMap<>();
  private final Set<Pair> cut = new HashSet<>();

  /**
   * Nobody is joined.
   *
   * @param queuedMessagesMax how many messages of a class may be under way to a node
   */
  public MemoryPeerHub(int queuedMessagesMax) {
    this.queuedMessagesMax = queuedMessagesMax;
  }

  /**
   * The network of a node that knows nobody yet. It takes the place of one with the same number,
   * which must have been closed.
   *
   * @param loop on which the network is used, and calls its receiver
   */
  public synchronized MemoryPeerNetwork join(int node, int featureLevel, EventLoop loop) {
    if (networks.containsKey(node)) {
      throw new IllegalStateException("node " + node + " has joined already");
    }
    MemoryPeerNetwork network = new MemoryPeerNetwork(this, node, featureLevel, loop);
    networks.put(node, network);
    return network;
  }

  /** Breaks the connection of two nodes, and lets them have none until {@link #heal}. */
  public synchronized void cut(int a, int b) {
    cut.add(Pair.of(a, b));
    settle();
  }

  /** Takes back {@link #cut}. */
  public synchronized void heal(int a, int b) {
    cut.remove(Pair.of(a, b));
    settle();
  }

  /** Breaks the connection of two nodes; they make another one at once. */
  public synchronized void drop(int a, int b) {
    MemoryPeerConnection connection = connections.remove(Pair.of(a, b));
    if (connection != null) {
      connection.end();
    }
    settle();
  }

  /** Cuts a node off from all others that have joined. */
  public synchronized void isolate(int node) {
    for (int other : networks.keySet()) {
      if (other != node) {
        cut.add(Pair.of(node, other));
      }
    }
    settle();
  }

  /** Takes back all cuts. */
  public synchronized void healAll() {
    cut.clear();
    settle();
  }

  /** A node knows others than before. */
  synchronized void changed() {
    settle();
  }

  synchronized void leave(MemoryPeerNetwork network) {
    networks.remove(network.node(), network);
    settle();
  }

  /** Ends connections that may not be any more, and makes those that may. */
  private void settle() {
    for (Pair pair : List.copyOf(connections.keySet())) {
      MemoryPeerConnection connection = connections.get(pair);
      if (connection != null && !(mayBe(pair) && connection.joins(networks))) {
        connections.remove(pair);
        connection.end();
      }
    }
    List<MemoryPeerNetwork> all = new ArrayList<>(networks.values());
    for (MemoryPeerNetwork one : all) {
      for (MemoryPeerNetwork other : all) {
        Pair pair = Pair.of(one.node(), other.node());
        if (one.node() < other.node() && mayBe(pair) && !connections.containsKey(pair)) {
          connections.put(pair, MemoryPeerConnection.between(one, other, queuedMessagesMax));
        }
      }
    }
  }

  private boolean mayBe(Pair pair) {
    MemoryPeerNetwork one = networks.get(pair.one());
    MemoryPeerNetwork other = networks.get(pair.other());
    return one != null
        && other != null
        && one.knows(pair.other())
        && other.knows(pair.one())
        && !cut.contains(pair);
  }
}
