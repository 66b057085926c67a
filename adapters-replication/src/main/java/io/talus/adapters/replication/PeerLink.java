package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.Agreement;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop.Timer;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.application.port.PeerNetwork.Receiver;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has to do with another one: the connection between them, if there is one, and the
 * attempts to make it, if that is this node's task. Owned by the event loop.
 */
final class PeerLink implements ConnectionOwner {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);

  /** Makes a connection of a socket that has been connected. */
  interface Dialer {
    void connect(PeerLink link);

    PeerConnection converse(PeerLink link, NetSocket socket);
  }

  private final int node;
  private final PeerAddress address;
  private final @Nullable Dialer dialer;
  private final BackOff backOff;
  private final ConnectionParts parts;
  private final Receiver receiver;

  /** The one that messages go by. */
  private @Nullable PeerConnection current;

  /** The one whose handshake is not over. */
  private @Nullable PeerConnection unproven;

  private @Nullable Agreement agreement;
  private @Nullable Timer retry;
  private boolean sawFailure;
  private boolean closed;

  /**
   * No connection.
   *
   * @param dialer null if the other node makes the connection
   */
  PeerLink(
      int node,
      PeerAddress address,
      @Nullable Dialer dialer,
      BackOff backOff,
      ConnectionParts parts,
      Receiver receiver) {
    this.node = node;
    this.address = address;
    this.dialer = dialer;
    this.backOff = backOff;
    this.parts = parts;
    this.receiver = receiver;
  }

  int node() {
    return node;
  }

  PeerAddress address() {
    return address;
  }

  @Nullable PeerConnection current() {
    return current;
  }

  /** The smaller level of both nodes, 0 without a connection. */
  int featureLevel() {
    Agreement reached = agreement;
    return reached == null ? 0 : reached.featureLevel();
  }

  /** Makes the connection, if that is this node's task. */
  void dial() {
    Dialer by = dialer;
    if (by != null && !closed && current == null && unproven == null) {
      by.connect(this);
    }
  }

  void dialed(NetSocket socket) {
    Dialer by = dialer;
    if (by == null || closed) {
      socket.close();
    } else {
      unproven = by.converse(this, socket);
    }
  }

  void failed(Throwable cause) {
    if (!sawFailure) {
      LOG.info(
          "node {} cannot be reached at {}:{}: {} (tried again and again)",
          node,
          address.host(),
          address.port(),
          cause.getMessage());
      sawFailure = true;
    }
    dialLater();
  }

  private void dialLater() {
    if (dialer != null && !closed) {
      retry = parts.loop().schedule(backOff.nextMillis(), this::dial);
    }
  }

  @Override
  public void agreed(PeerConnection connection, Agreement reached) {
    unproven = null;
    PeerConnection before = current;
    if (before != null) {
      before.close("another connection takes its place");
    }
    current = connection;
    agreement = reached;
    sawFailure = false;
    backOff.reset();
    LOG.info("{}: version {}, feature level {}", connection, reached.version(), featureLevel());
    receiver.connected(node);
  }

  @Override
  public void received(PeerConnection connection, PeerMessage message) {
    receiver.received(node, message);
  }

  @Override
  public void closed(PeerConnection connection) {
    if (connection == unproven) {
      unproven = null;
      dialLater();
    } else if (connection == current) {
      current = null;
      agreement = null;
      receiver.disconnected(node);
      dialLater();
    }
  }

  /** A look at the connection. */
  void look() {
    PeerConnection proving = unproven;
    if (proving != null) {
      proving.look();
    }
    PeerConnection connection = current;
    if (connection != null) {
      connection.look();
    }
  }

  /** Nothing more is to be done with the node. */
  void close(String reason) {
    closed = true;
    Timer waiting = retry;
    if (waiting != null) {
      waiting.cancel();
    }
    PeerConnection proving = unproven;
    if (proving != null) {
      proving.close(reason);
    }
    PeerConnection connection = current;
    if (connection != null) {
      connection.close(reason);
    }
  }
}
