package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Brings released output to the socket, a bounded part at a time. Belongs to one connection.
 *
 * <p>Netty's own queue is not asked for its water marks: while it holds anything, nothing is added;
 * an empty write behind it tells when it has gone.
 */
final class SocketWriter {
  /** Given to Netty before the socket has taken it; beyond, output waits as Java arrays. */
  private static final int IN_FLIGHT_MAX = 1024 * 1024;

  /** Size of one buffer: large enough for few calls, small enough for the allocator's pool. */
  private static final int PIECE_MAX = 256 * 1024;

  /** One connection does not hold up the others for longer. */
  private static final int ROUNDS_MAX = 8;

  private final ChannelHandlerContext context;
  private final OutputQueue queue;
  private final Traffic traffic;
  private final Runnable onDrained;
  private boolean draining;
  private long written;

  /**
   * @param onDrained called when the socket has taken everything after it once did not
   */
  SocketWriter(
      ChannelHandlerContext context, OutputQueue queue, Traffic traffic, Runnable onDrained) {
    this.context = context;
    this.queue = queue;
    this.traffic = traffic;
    this.onDrained = onDrained;
  }

  /** Writes what may leave, as much as the socket takes. */
  void flush() {
    if (draining) {
      return;
    }
    for (int round = 0; round < ROUNDS_MAX; round++) {
      if (!writeRound()) {
        return;
      }
      if (inFlight() > 0) {
        awaitDrain();
        return;
      }
    }
    draining = true;
    context.executor().execute(this::drained);
  }

  private boolean writeRound() {
    int round = 0;
    while (round < IN_FLIGHT_MAX) {
      ByteBuf piece = queue.take(context.alloc(), PIECE_MAX);
      if (piece == null) {
        break;
      }
      round += piece.readableBytes();
      context.write(piece, context.voidPromise());
    }
    if (round == 0) {
      return false;
    }
    written += round;
    traffic.sent(round);
    context.flush();
    return true;
  }

  private void awaitDrain() {
    draining = true;
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                drained();
              }
            });
  }

  private void drained() {
    draining = false;
    flush();
    onDrained.run();
  }

  /** Whether everything has left. */
  boolean isEmpty() {
    return !draining && queue.size() == 0;
  }

  /** Bytes that the socket has taken since it was opened. */
  long takenBytes() {
    return written - inFlight();
  }

  /** Bytes that wait, here or in Netty, which has none but while it drains. */
  long pendingBytes() {
    return draining ? queue.size() + inFlight() : queue.size();
  }

  private long inFlight() {
    ChannelOutboundBuffer outbound = context.channel().unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes();
  }
}
