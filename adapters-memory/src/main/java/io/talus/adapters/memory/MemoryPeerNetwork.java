package io.talus.adapters.memory;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in one process, joined by a {@link MemoryPeerHub}. A message is a task of the receiver's
 * loop. Addresses mean nothing: nodes are known by their numbers.
 */
public final class MemoryPeerNetwork implements PeerNetwork {
  private final MemoryPeerHub hub;
  private final int node;
  private final int featureLevel;
  private final EventLoop loop;

  /** Of this node's loop. */
  private final Map<Integer, MemoryPeerConnection> connections = new TreeMap<>();

  private @Nullable Receiver receiver;
  private volatile Map<Integer, PeerAddress> known = Map.of();

  MemoryPeerNetwork(MemoryPeerHub hub, int node, int featureLevel, EventLoop loop) {
    this.hub = hub;
    this.node = node;
    this.featureLevel = featureLevel;
    this.loop = loop;
  }

  int node() {
    return node;
  }

  EventLoop loop() {
    return loop;
  }

  /** Whether this node would speak to the other. Any thread. */
  boolean knows(int other) {
    return known.containsKey(other);
  }

  @Override
  public void receiver(Receiver newReceiver) {
    receiver = newReceiver;
  }

  @Override
  public void peers(Map<Integer, PeerAddress> peers) {
    receiving();
    known = Map.copyOf(peers);
    for (MemoryPeerConnection connection : List.copyOf(connections.values())) {
      if (!knows(connection.otherThan(this).node())) {
        disconnected(connection);
      }
    }
    hub.changed();
  }

  private Receiver receiving() {
    Receiver told = receiver;
    if (told == null) {
      throw new IllegalStateException("nobody receives yet");
    }
    return told;
  }

  /** A task of the loop: the hub has made a connection. */
  void connected(MemoryPeerConnection connection) {
    int other = connection.otherThan(this).node();
    if (knows(other)) {
      connections.put(other, connection);
      receiving().connected(other);
    }
  }

  /** A task of the loop: the hub has ended a connection. */
  void disconnected(MemoryPeerConnection connection) {
    int other = connection.otherThan(this).node();
    if (connections.remove(other, connection)) {
      receiving().disconnected(other);
    }
  }

  /** A task of the loop: a message has come, unless the connection has ended meanwhile. */
  void receive(MemoryPeerConnection connection, Optional<PeerMessage> message) {
    int other = connection.otherThan(this).node();
    if (message.isPresent() && connections.get(other) == connection) {
      receiving().received(other, message.get());
    }
  }

  @Override
  public boolean send(int to, PeerMessage message) {
    MemoryPeerConnection connection = connections.get(to);
    return connection != null && connection.send(this, message);
  }

  @Override
  public boolean hasRoom(int to, PeerMessage message) {
    MemoryPeerConnection connection = connections.get(to);
    return connection != null && connection.from(this).hasRoom(message);
  }

  @Override
  public void whenRoom(int to, Runnable task) {
    MemoryPeerConnection connection = connections.get(to);
    if (connection == null) {
      loop.post(task);
    } else {
      connection.from(this).whenRoom(task);
    }
  }

  @Override
  public boolean isConnected(int other) {
    return connections.containsKey(other);
  }

  @Override
  public int featureLevel(int other) {
    MemoryPeerConnection connection = connections.get(other);
    return connection == null ? 0 : Math.min(featureLevel, connection.otherThan(this).featureLevel);
  }

  @Override
  public void close() {
    known = Map.of();
    List.copyOf(connections.values()).forEach(this::disconnected);
    hub.leave(this);
  }
}
