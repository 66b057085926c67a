package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.Accepting;
import io.talus.adapters.replication.handshake.Agreement;
import io.talus.application.peer.PeerMessage;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Connections that others have made and that have not proved themselves. On the event loop. */
final class Acceptor implements ConnectionOwner {
  /**
   * A handshake takes some round trips, so nodes of a large cluster that all start at once fit;
   * strangers cannot have more of this node's memory than these take.
   */
  static final int UNPROVEN_MAX = 64;

  private final PeerSockets sockets;
  private final ConnectionParts parts;
  private final Supplier<Accepting> handshakes;
  private final BiConsumer<PeerConnection, Agreement> proven;

  /** The one that has waited longest comes first. */
  private final Set<PeerConnection> unproven = new LinkedHashSet<>();

  /**
   * Nobody has called.
   *
   * @param proven is given the connections that have proved themselves
   */
  Acceptor(
      PeerSockets sockets,
      ConnectionParts parts,
      Supplier<Accepting> handshakes,
      BiConsumer<PeerConnection, Agreement> proven) {
    this.sockets = sockets;
    this.parts = parts;
    this.handshakes = handshakes;
    this.proven = proven;
  }

  void accept(NetSocket socket) {
    if (unproven.size() >= UNPROVEN_MAX) {
      // A node of the cluster is done long before so many others have come.
      unproven.iterator().next().close("too many connections wait to be proved");
    }
    String name = "from " + socket.remoteAddress();
    sockets.install(
        new PeerHandler(
            context -> {
              PeerConnection connection =
                  new PeerConnection(name, handshakes.get(), parts, context, this);
              unproven.add(connection);
              return connection;
            }),
        socket,
        false);
  }

  @Override
  public void agreed(PeerConnection connection, Agreement agreement) {
    unproven.remove(connection);
    proven.accept(connection, agreement);
  }

  @Override
  public void received(PeerConnection connection, PeerMessage message) {
    throw new IllegalStateException("a message before the handshake was over");
  }

  @Override
  public void closed(PeerConnection connection) {
    unproven.remove(connection);
  }

  int unproven() {
    return unproven.size();
  }

  /** Whoever takes too long is sent away. */
  void look() {
    List.copyOf(unproven).forEach(PeerConnection::look);
  }

  void close() {
    List.copyOf(unproven).forEach(connection -> connection.close("this node stops"));
  }
}
