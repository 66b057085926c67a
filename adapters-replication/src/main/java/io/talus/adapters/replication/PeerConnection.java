package io.talus.adapters.replication;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.talus.adapters.replication.frame.BrokenStreamException;
import io.talus.adapters.replication.frame.Frame;
import io.talus.adapters.replication.frame.FrameKind;
import io.talus.adapters.replication.frame.Frames;
import io.talus.adapters.replication.frame.MessageAssembly;
import io.talus.adapters.replication.handshake.Agreement;
import io.talus.adapters.replication.handshake.Handshake;
import io.talus.adapters.replication.handshake.HandshakeStep;
import io.talus.adapters.replication.wire.MessageMapping;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another node, from its first byte: first a handshake, then messages. Owned by the
 * event loop.
 */
final class PeerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);

  private static final byte[] NOTHING = {};

  private final String name;
  private final Handshake handshake;
  private final ConnectionParts parts;
  private final MessageAssembly assembly = new MessageAssembly();
  private final Consumer<byte[]> each = this::received;
  private final Sending sending;
  private final ChannelHandlerContext context;
  private ConnectionOwner owner;
  private @Nullable Agreement agreement;
  private boolean closed;

  /** Looks since the connection was made, something came, something was sent. */
  private int looks;

  private int silentLooks;
  private int unsentLooks;

  /**
   * Nothing has been said.
   *
   * @param name of the connection, for the log
   */
  PeerConnection(
      String name,
      Handshake handshake,
      ConnectionParts parts,
      ChannelHandlerContext context,
      ConnectionOwner owner) {
    this.name = name;
    this.handshake = handshake;
    this.context = context;
    this.owner = owner;
    this.parts = parts;
    this.sending = new Sending(context, parts.loop(), parts.limits());
  }

  /** Says what is to be said first. */
  void begin() {
    write(handshake.begin());
  }

  /** From now on somebody else is told. */
  void handTo(ConnectionOwner newOwner) {
    owner = newOwner;
  }

  Sending sending() {
    return sending;
  }

  boolean isClosed() {
    return closed;
  }

  int frameLengthMax() {
    return agreement == null ? Frames.STRANGERS_LENGTH_MAX : Frames.LENGTH_MAX;
  }

  /** The next frame. */
  void received(Frame frame) {
    silentLooks = 0;
    if (agreement == null) {
      shakeHands(new HandshakeStep(frame.kind(), frame.bytes()));
      return;
    }
    switch (frame.kind()) {
      case WHOLE, BEGIN, MORE -> {
        byte[] message = assembly.add(frame);
        if (message != null) {
          received(message);
        }
      }
      case SEVERAL -> assembly.addAll(frame, each);
      case KEEP_ALIVE -> {}
      case HELLO, CHALLENGE, PROOF, WELCOME ->
          throw new BrokenStreamException(frame.kind() + " after the handshake");
    }
  }

  /** Nothing comes of a connection any more that one of several messages has closed. */
  private void received(byte[] message) {
    if (!closed) {
      owner.received(this, MessageMapping.decode(message));
    }
  }

  private void shakeHands(HandshakeStep step) {
    write(handshake.received(step));
    Optional<Agreement> reached = handshake.agreement();
    if (reached.isPresent()) {
      agreement = reached.get();
      owner.agreed(this, reached.get());
    }
  }

  private void write(Optional<HandshakeStep> step) {
    step.ifPresent(s -> writeNow(s.kind(), s.content()));
  }

  private void writeNow(FrameKind kind, byte[] content) {
    unsentLooks = 0;
    ByteBuf frame = Frames.write(context.alloc(), kind, content);
    context.writeAndFlush(frame);
  }

  /** A look at the connection, every so often: whether the other side still lives. */
  void look() {
    looks++;
    if (agreement == null) {
      if (looks >= PeerTimes.HANDSHAKE_LOOKS_MAX) {
        close("no handshake in time");
      }
    } else if (++silentLooks >= PeerTimes.SILENT_LOOKS_MAX) {
      close("nothing comes from it any more");
    } else if (sending.takeHasSent()) {
      unsentLooks = 0;
    } else if (++unsentLooks >= PeerTimes.KEEP_ALIVE_LOOKS && context.channel().isWritable()) {
      writeNow(FrameKind.KEEP_ALIVE, NOTHING);
    }
  }

  /** Ends the connection, and says why. */
  void close(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    if (agreement == null) {
      parts.strangers().add(this, reason);
    } else {
      LOG.warn("{} closed: {}", this, reason);
    }
    context.close();
    sending.close();
    owner.closed(this);
  }

  @Override
  public String toString() {
    Agreement reached = agreement;
    return (reached == null ? "connection " : "connection with node " + reached.node() + ", ")
        + name;
  }
}
