package io.talus.adapters.memory;

import io.talus.application.peer.PeerMessage;
import java.util.Map;

/** A connection of two {@link MemoryPeerNetwork}s: a line in each direction. Any thread. */
final class MemoryPeerConnection {
  private final MemoryPeerNetwork one;
  private final MemoryPeerNetwork other;
  private final MemoryPeerLine toOne;
  private final MemoryPeerLine toOther;

  private MemoryPeerConnection(
      MemoryPeerNetwork one, MemoryPeerNetwork other, int queuedMessagesMax) {
    this.one = one;
    this.other = other;
    this.toOne = new MemoryPeerLine(other.loop(), queuedMessagesMax);
    this.toOther = new MemoryPeerLine(one.loop(), queuedMessagesMax);
  }

  /** A new connection; both are told, each on its loop. */
  static MemoryPeerConnection between(
      MemoryPeerNetwork one, MemoryPeerNetwork other, int queuedMessagesMax) {
    MemoryPeerConnection connection = new MemoryPeerConnection(one, other, queuedMessagesMax);
    one.loop().post(() -> one.connected(connection));
    other.loop().post(() -> other.connected(connection));
    return connection;
  }

  /** Whether both ends are still what the hub knows under their numbers. */
  boolean joins(Map<Integer, MemoryPeerNetwork> networks) {
    return networks.get(one.node()) == one && networks.get(other.node()) == other;
  }

  MemoryPeerNetwork otherThan(MemoryPeerNetwork self) {
    return self == one ? other : one;
  }

  /** The line on which this network sends. */
  MemoryPeerLine from(MemoryPeerNetwork sender) {
    return sender == one ? toOther : toOne;
  }

  /** Sends; false if too much is under way. */
  boolean send(MemoryPeerNetwork sender, PeerMessage message) {
    MemoryPeerLine line = from(sender);
    if (!line.add(message)) {
      return false;
    }
    MemoryPeerNetwork receiver = otherThan(sender);
    receiver.loop().post(() -> receiver.receive(this, line.take()));
    return true;
  }

  /** It is no more: what is under way is lost; both are told, each on its loop. */
  void end() {
    toOne.end();
    toOther.end();
    one.loop().post(() -> one.disconnected(this));
    other.loop().post(() -> other.disconnected(this));
  }
}
