package io.talus.adapters.replication;

import io.talus.adapters.replication.frame.MessageLimits;
import io.talus.adapters.replication.handshake.Accepting;
import io.talus.adapters.replication.handshake.Agreement;
import io.talus.adapters.replication.handshake.Dialing;
import io.talus.adapters.replication.wire.MessageMapping;
import io.talus.application.background.Periodically;
import io.talus.application.peer.MessageClass;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.vertx.core.Context;
import io.vertx.core.net.NetSocket;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Connects nodes by TCP. Of two nodes the one with the smaller number makes the connection, and
 * both use it, so there is one for each pair. A manager that is no node is a guest with a negative
 * number: it calls all nodes, which need not know it. The protocol is described in this package's
 * documentation.
 *
 * <p>Everything but {@link #listen} and {@link #reloadTls} belongs to the event loop.
 */
public final class VertxPeerNetwork implements PeerNetwork {
  private final PeerSettings settings;
  private final SecureRandom nonces;
  private final RandomGenerator jitter;
  private final PeerSockets sockets;
  private final ConnectionParts parts;
  private final Acceptor acceptor;
  private final PeerLink.Dialer dialer = new VertxDialer();
  private final Map<Integer, PeerLink> links = new HashMap<>();
  private @Nullable Receiver receiver;
  private @Nullable Guests guests;
  private boolean closed;

  /**
   * Knows nobody yet.
   *
   * @param context of Vert.x, on whose event loop everything happens
   * @param loop the same event loop
   * @param nonces for what must never be foreseen
   * @param jitter for pauses before connections are made again
   */
  public VertxPeerNetwork(
      PeerSettings settings,
      Context context,
      EventLoop loop,
      SecureRandom nonces,
      RandomGenerator jitter) {
    this.settings = settings;
    this.nonces = nonces;
    this.jitter = jitter;
    this.sockets = new PeerSockets(context, settings.tls());
    this.parts = new ConnectionParts(loop, settings.limits(), new StrangerLog(loop::nanoTime));
    this.acceptor = new Acceptor(sockets, parts, this::accepting, this::proven);
    Periodically.run(
        loop, settings.times().lookMillis(), "the look at connections to peers", this::look);
  }

  /**
   * Begins to listen for other nodes. Waits, so it must not be called on the loop.
   *
   * @param address port 0 for any that is free
   * @return the port
   * @throws PeerListenException if the address cannot be had
   */
  public int listen(PeerAddress address) {
    return sockets.listen(address, acceptor::accept);
  }

  /**
   * Reads certificate, key and authorities again: connections made from now on use them. Waits for
   * the disk, so it must not be called on the loop.
   */
  public void reloadTls() {
    sockets.reloadTls();
  }

  @Override
  public void receiver(Receiver newReceiver) {
    receiver = newReceiver;
    guests = new Guests(settings.times(), jitter, parts, newReceiver);
  }

  @Override
  public void peers(Map<Integer, PeerAddress> peers) {
    for (PeerLink link : List.copyOf(links.values())) {
      if (!link.address().equals(peers.get(link.node()))) {
        links.remove(link.node());
        link.close("the node is no peer at this address any more");
      }
    }
    peers.forEach(this::add);
  }

  private void add(int node, PeerAddress address) {
    Receiver told = receiver;
    if (told == null) {
      throw new IllegalStateException("nobody receives yet");
    }
    if (!closed && node != settings.identity().node() && !links.containsKey(node)) {
      PeerTimes times = settings.times();
      PeerLink link =
          new PeerLink(
              node,
              address,
              settings.identity().node() < node ? dialer : null,
              new BackOff(times.retryMillisMin(), times.retryMillisMax(), jitter),
              parts,
              told);
      links.put(node, link);
      link.dial();
    }
  }

  @Override
  public boolean send(int node, PeerMessage message) {
    PeerConnection connection = connection(node);
    MessageClass messages = MessageClass.of(message);
    if (connection == null || connection.sending().isFull(messages)) {
      return false;
    }
    byte[] bytes = MessageMapping.encode(message);
    if (bytes.length > MessageLimits.of(messages)) {
      throw new IllegalArgumentException(
          "message: %d bytes (expected: at most %d)"
              .formatted(bytes.length, MessageLimits.of(messages)));
    }
    return connection.sending().offer(messages, bytes);
  }

  @Override
  public boolean hasRoom(int node, PeerMessage message) {
    PeerConnection connection = connection(node);
    return connection != null && connection.sending().hasRoom(MessageClass.of(message));
  }

  @Override
  public void whenRoom(int node, Runnable task) {
    PeerConnection connection = connection(node);
    if (connection == null) {
      parts.loop().post(task);
    } else {
      connection.sending().whenRoom(task);
    }
  }

  @Override
  public boolean isConnected(int node) {
    return connection(node) != null;
  }

  @Override
  public int featureLevel(int node) {
    PeerLink link = link(node);
    return link == null ? 0 : link.featureLevel();
  }

  private @Nullable PeerConnection connection(int node) {
    PeerLink link = link(node);
    return link == null ? null : link.current();
  }

  private @Nullable PeerLink link(int node) {
    Guests all = guests;
    return Guests.isGuest(node) && all != null ? all.find(node) : links.get(node);
  }

  private Accepting accepting() {
    return new Accepting(settings.identity(), this::dialsUs, settings.secret(), nonces);
  }

  private boolean dialsUs(int node) {
    Guests all = guests;
    return node < settings.identity().node()
        && (links.containsKey(node) || (all != null && !isGuest() && all.mayCome(node)));
  }

  private boolean isGuest() {
    return Guests.isGuest(settings.identity().node());
  }

  private void proven(PeerConnection connection, Agreement agreement) {
    Guests all = guests;
    PeerLink link =
        Guests.isGuest(agreement.node()) && all != null
            ? all.welcome(agreement.node())
            : links.get(agreement.node());
    if (link == null) {
      connection.close("the node is no peer any more");
    } else {
      connection.handTo(link);
      link.agreed(connection, agreement);
    }
  }

  private void look() {
    acceptor.look();
    List.copyOf(links.values()).forEach(PeerLink::look);
    Guests all = guests;
    if (all != null) {
      all.look();
    }
  }

  @Override
  public void close() {
    closed = true;
    sockets.close();
    acceptor.close();
    List<PeerLink> all = List.copyOf(links.values());
    links.clear();
    all.forEach(link -> link.close("this node stops"));
    Guests visiting = guests;
    if (visiting != null) {
      visiting.close("this node stops");
    }
  }

  /** Makes connections to nodes with larger numbers. */
  private final class VertxDialer implements PeerLink.Dialer {
    @Override
    public void connect(PeerLink link) {
      sockets.connect(link.address(), link::dialed, link::failed);
    }

    @Override
    public PeerConnection converse(PeerLink link, NetSocket socket) {
      Dialing handshake = new Dialing(settings.identity(), link.node(), settings.secret(), nonces);
      PeerHandler handler =
          new PeerHandler(
              context ->
                  new PeerConnection(
                      "to node %d at %s".formatted(link.node(), socket.remoteAddress()),
                      handshake,
                      parts,
                      context,
                      link));
      sockets.install(handler, socket, true);
      return handler.connection();
    }
  }
}
