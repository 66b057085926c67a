package io.talus.application.forward;

import io.talus.application.log.ByteSink;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import java.util.function.Consumer;

/**
 * The way to other nodes, and to this one: a part of a command that runs here is a call like any
 * other. Belongs to the shard's thread.
 */
final class PeerCalls {
  /** Nearly all calls are shorter; it grows for others, and is given back. */
  private static final int SCRATCH_BYTES = 4096;

  private final PeerNetwork network;
  private final EventLoop loop;
  private final int self;

  /** Where calls and answers are written, one at a time, before they get arrays of their own. */
  private final ByteSink scratch = new ByteSink(SCRATCH_BYTES);

  private Consumer<PeerMessage> home = message -> {};

  PeerCalls(PeerNetwork network, EventLoop loop, int self) {
    this.network = network;
    this.loop = loop;
    this.self = self;
  }

  /** An empty sink; it is the caller's until somebody else asks for it. */
  ByteSink scratch() {
    scratch.clear(SCRATCH_BYTES);
    return scratch;
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
