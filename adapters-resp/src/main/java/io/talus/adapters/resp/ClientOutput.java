package io.talus.adapters.resp;

import io.netty.channel.ChannelHandlerContext;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientKind;
import io.talus.application.port.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection: replies are collected, and leave at the end of the tick when
 * the gate lets them. Belongs to its connection.
 */
final class ClientOutput {
  /** So little may stay here until commands have come to their end that read the disk. */
  private static final int HELD_BYTES_MAX = 16 * 1024;

  /** With so little left to be written the next piece of a long reply is made. */
  private static final int MORE_BYTES = 128 * 1024;

  private final ClientLoop loop;
  private final ClientConnection connection;
  private final OutputQueue queue;
  private final SocketWriter writer;
  private final OutputWatch watch;
  private @Nullable Runnable onTaken;
  private boolean dirty;

  /** What was held back has waited long enough. */
  private boolean overdue;

  /** The client has to read before its commands go on. */
  private boolean slow;

  private boolean dropped;

  ClientOutput(ClientLoop loop, ClientConnection connection, ChannelHandlerContext context) {
    this.loop = loop;
    this.connection = connection;
    this.queue = new OutputQueue(loop.arrays(), loop.valueBytesMax());
    this.writer = new SocketWriter(context, queue, loop.traffic(), this::afterDrain);
    this.watch = new OutputWatch(loop.outputBudget());
  }

  void protocol(int version) {
    queue.protocol(version);
  }

  void kind(ClientKind kind) {
    watch.kind(kind);
  }

  /** See {@link OutputWatch#mindsIdleness}. */
  boolean mindsIdleness() {
    return watch.mindsIdleness();
  }

  void send(Reply reply, Ticket ticket) {
    if (!dropped) {
      queue.send(reply, ticket);
      markDirty();
    }
  }

  /** See {@link io.talus.application.port.ClientChannel#whenTaken}. */
  void whenTaken(Runnable task) {
    onTaken = task;
    tellIfTaken();
  }

  private void tellIfTaken() {
    Runnable task = onTaken;
    if (task != null && !dropped && writer.pendingBytes() <= MORE_BYTES) {
      onTaken = null;
      loop.post(task);
    }
  }

  Ticket release() {
    Ticket awaited = queue.release();
    markDirty();
    return awaited;
  }

  /** Has it flushed at the end of the tick, even if nothing is written. */
  void markDirty() {
    if (!dirty && !dropped) {
      dirty = true;
      loop.flushAtEndOfTick(connection);
    }
  }

  /** Writes what may leave; called at the end of a tick. */
  void flush() {
    dirty = false;
    if (!dropped && !isHeld()) {
      overdue = false;
      writer.flush();
      afterFlush();
    }
  }

  /**
   * A pipeline of commands that all read the disk is executed one by one, but answered together: a
   * write to a socket costs as much as the rest of such a command.
   */
  private boolean isHeld() {
    return !overdue && queue.size() < HELD_BYTES_MAX && connection.isAboutToReply();
  }

  /** Called every second: no disk keeps replies back for longer. */
  void sweep() {
    if (isHeld() && queue.size() > 0) {
      overdue = true;
      markDirty();
    }
  }

  /** Has it flushed at the end of the tick if it holds anything. */
  void goOn() {
    if (queue.size() > 0) {
      markDirty();
    }
  }

  /** A slow reader has taken what it was given. */
  private void afterDrain() {
    if (!dropped) {
      afterFlush();
    }
  }

  /** Looks what is left. */
  void afterFlush() {
    if (connection.isClosing() && writer.isEmpty()) {
      connection.abort();
      return;
    }
    tellIfTaken();
    long pending = writer.pendingBytes();
    if (watch.isExceeded(pending, loop.limits(), loop.nowMillis())) {
      connection.cutOff(pending + " bytes of output wait for it");
    } else if (slow && !watch.isSlow(writer.pendingBytes())) {
      slow = false;
      loop.post(connection::goOn);
    }
  }

  /** Whether the client has to read before its commands go on. */
  boolean isSlow() {
    return watch.isSlow(writer.pendingBytes());
  }

  /** As {@link #isSlow}; if so, the connection is told when that has changed. */
  boolean awaitsReader() {
    slow = isSlow();
    return slow;
  }

  /** What {@link #awaitsReader} said last. */
  boolean wasSlow() {
    return slow;
  }

  /** Bytes that wait to be written. */
  long pendingBytes() {
    return writer.pendingBytes();
  }

  /** See {@link SocketWriter#takenBytes}. */
  long takenBytes() {
    return writer.takenBytes();
  }

  /** Unread replies, as they were counted last. */
  long countedBytes() {
    return watch.countedBytes();
  }

  /** The connection is being closed at once: what has not left is lost. */
  void drop() {
    dropped = true;
    queue.clear();
    watch.forget();
  }
}
