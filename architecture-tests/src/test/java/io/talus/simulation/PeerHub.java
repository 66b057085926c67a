package io.talus.simulation;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The network between simulated nodes. Messages of a connection arrive in order, as late as the
 * simulation likes, or are lost with the connection; a direction may be cut without anybody being
 * told.
 */
final class PeerHub {
  private record Direction(int from, int to) {}

  /** A message, for the process that is there when it leaves. */
  private record Sent(Port to, PeerMessage message) {}

  /** Sees all that leaves a node. */
  @FunctionalInterface
  interface Listener {
    void sent(int from, int to, PeerMessage message);
  }

  private final SplittableRandom random;
  private final Listener listener;
  private final Map<Integer, Port> ports = new TreeMap<>();
  private final Map<Direction, Deque<Sent>> links = new HashMap<>();
  private final Map<Direction, Boolean> cut = new HashMap<>();

  PeerHub(SplittableRandom random, Listener listener) {
    this.random = random;
    this.listener = listener;
  }

  /** A process of the node begins. */
  PeerNetwork open(int node, EventLoop loop) {
    Port port = new Port(node, loop);
    ports.put(node, port);
    return port;
  }

  /** The process has died, with its connections. */
  void close(int node) {
    ports.remove(node);
    for (Integer other : List.copyOf(ports.keySet())) {
      breakConnection(node, other);
    }
  }

  /** What is on its way is lost. */
  void breakConnection(int from, int to) {
    links.remove(new Direction(from, to));
    links.remove(new Direction(to, from));
  }

  void cut(int from, int to) {
    cut.put(new Direction(from, to), true);
  }

  void healAll() {
    cut.clear();
  }

  /** Delivers the oldest message of some direction; false if there is none. */
  boolean deliverOne() {
    List<Direction> waiting = new ArrayList<>();
    links.forEach(
        (direction, sent) -> {
          if (!sent.isEmpty()) {
            waiting.add(direction);
          }
        });
    if (waiting.isEmpty()) {
      return false;
    }
    waiting.sort(Comparator.comparingInt(Direction::from).thenComparingInt(Direction::to));
    Direction direction = waiting.get(random.nextInt(waiting.size()));
    Sent next = links.get(direction).remove();
    if (!cut.containsKey(direction) && ports.get(direction.to) == next.to) {
      next.to.deliver(direction.from, next.message);
    }
    return true;
  }

  private final class Port implements PeerNetwork {
    private static final int WAITING_MAX = 2_000;

    private final int node;
    private final EventLoop loop;
    private Receiver receiver;

    private Port(int node, EventLoop loop) {
      this.node = node;
      this.loop = loop;
    }

    private void deliver(int from, PeerMessage message) {
      loop.post(() -> receiver.received(from, message));
    }

    @Override
    public void receiver(Receiver told) {
      receiver = told;
    }

    @Override
    public void peers(Map<Integer, PeerAddress> peers) {
      // All nodes are connected, unless they are cut off.
    }

    @Override
    public boolean send(int to, PeerMessage message) {
      listener.sent(node, to, message);
      Port peer = ports.get(to);
      Deque<Sent> link = links.computeIfAbsent(new Direction(node, to), _ -> new ArrayDeque<>());
      return peer != null && link.size() < WAITING_MAX && link.add(new Sent(peer, message));
    }

    @Override
    public int featureLevel(int to) {
      return 1;
    }

    @Override
    public boolean hasRoom(int to, PeerMessage message) {
      return isConnected(to);
    }

    @Override
    public void whenRoom(int to, Runnable task) {
      loop.post(task);
    }

    @Override
    public boolean isConnected(int to) {
      return ports.containsKey(to);
    }

    @Override
    public void close() {
      // The hub does.
    }
  }
}
