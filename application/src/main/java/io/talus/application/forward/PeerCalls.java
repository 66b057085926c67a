package io.talus.application.forward;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import java.util.function.Consumer;

/**
 * The way to other nodes, and to this one: a part of a command that runs here is a call like any
 * other. Belongs to the shard's thread.
 */
final class PeerCalls {
  private final PeerNetwork network;
  private final EventLoop loop;
  private final int self;
  private Consumer<PeerMessage> home = message -> {};

  PeerCalls(PeerNetwork network, EventLoop loop, int self) {
    this.network = network;
    this.loop = loop;
    this.self = self;
  }

  /** Gives the consumer what this node sends to itself. */
  void home(Consumer<PeerMessage> consumer) {
    home = consumer;
  }

  /** See {@link PeerNetwork#send}. */
  boolean send(int node, PeerMessage message) {
    if (node != self) {
      return network.send(node, message);
    }
    loop.post(() -> home.accept(message));
    return true;
  }

  boolean isConnected(int node) {
    return node == self || network.isConnected(node);
  }

  boolean hasRoom(int node, PeerMessage message) {
    return node == self || network.hasRoom(node, message);
  }

  void whenRoom(int node, Runnable task) {
    if (node == self) {
      loop.post(task);
    } else {
      network.whenRoom(node, task);
    }
  }
}
