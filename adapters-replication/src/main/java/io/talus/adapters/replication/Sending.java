package io.talus.adapters.replication;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.talus.application.peer.MessageClass;
import io.talus.application.port.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what is in an {@link PeerOutbox}, as fast as the socket takes it. All that is sent in one
 * turn of the event loop is flushed at once, at its end. Owned by the event loop.
 */
final class Sending {
  /** In one turn, so that a fast network does not keep the loop from all else. */
  private static final int TURN_BYTES_MAX = 1 << 20;

  private final ChannelHandlerContext context;
  private final EventLoop loop;
  private final PeerOutbox outbox;
  private List<Runnable> waitingForRoom = new ArrayList<>();
  private boolean turnIsDue;
  private boolean inTurn;
  private boolean hasSent;
  private boolean closed;

  Sending(ChannelHandlerContext context, EventLoop loop, QueueLimits limits) {
    this.context = context;
    this.loop = loop;
    this.outbox = new PeerOutbox(limits);
  }

  /** Takes a message; false if there is no room for it. */
  boolean offer(MessageClass messages, byte[] message) {
    boolean taken = !closed && outbox.offer(messages, message);
    if (taken) {
      takeTurn();
    }
    return taken;
  }

  /** Whether no message would be taken, however short. */
  boolean isFull(MessageClass messages) {
    return closed || outbox.isFull(messages);
  }

  boolean hasRoom(MessageClass messages) {
    return !closed && outbox.hasRoom(messages);
  }

  /** Runs the task when there may be room, or never will be; not within this call. */
  void whenRoom(Runnable task) {
    if (closed || !outbox.hasRefused()) {
      loop.post(task);
    } else {
      waitingForRoom.add(task);
    }
  }

  private void takeTurn() {
    if (!turnIsDue && !closed) {
      turnIsDue = true;
      loop.post(this::turn);
    }
  }

  private void turn() {
    turnIsDue = false;
    send();
  }

  /** The socket takes more, or may do so. */
  void send() {
    if (inTurn || closed) {
      return; // the socket says so in the middle of a turn, which goes on anyway
    }
    inTurn = true;
    try {
      write();
    } finally {
      inTurn = false;
    }
    if (context.channel().isWritable() && !outbox.isEmpty()) {
      takeTurn();
    }
    if (outbox.takeRoomAgain()) {
      wake();
    }
  }

  private void write() {
    int left = TURN_BYTES_MAX;
    while (left > 0 && context.channel().isWritable()) {
      ByteBuf frame = outbox.next(context.alloc());
      if (frame == null) {
        break;
      }
      left -= frame.readableBytes();
      context.write(frame);
      hasSent = true;
    }
    context.flush();
  }

  private void wake() {
    List<Runnable> woken = waitingForRoom;
    waitingForRoom = new ArrayList<>();
    woken.forEach(loop::post);
  }

  /** Whether something was sent since this was asked last. */
  boolean takeHasSent() {
    boolean sent = hasSent;
    hasSent = false;
    return sent;
  }

  /** Nothing more is sent: who waits for room is told. */
  void close() {
    closed = true;
    wake();
  }
}
