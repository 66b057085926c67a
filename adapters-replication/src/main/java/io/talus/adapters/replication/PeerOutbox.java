package io.talus.adapters.replication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.talus.adapters.replication.frame.Bundle;
import io.talus.adapters.replication.frame.CutMessage;
import io.talus.application.peer.MessageClass;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection: a queue for each class, the most urgent one first, and
 * what is urgent goes between the pieces of what is not. Short messages that wait together leave in
 * one frame. Owned by the event loop.
 */
final class PeerOutbox {
  /** What a message costs beside its bytes: two objects and a place in the queue. */
  static final int OVERHEAD_BYTES = 64;

  /** The messages of a class. */
  private static final class Queue {
    private final ArrayDeque<CutMessage> messages = new ArrayDeque<>();
    private final long bytesMax;
    private long bytes;

    /** Somebody was told that there is no room. */
    private boolean hasRefused;

    private Queue(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    private boolean hasRoom() {
      boolean room = bytes <= bytesMax / 2;
      hasRefused |= !room;
      return room;
    }

    private void remove() {
      bytes -= cost(messages.remove().length());
    }
  }

  private final Map<MessageClass, Queue> queues = new EnumMap<>(MessageClass.class);
  private boolean roomAgain;

  PeerOutbox(QueueLimits limits) {
    for (MessageClass messages : MessageClass.values()) {
      queues.put(messages, new Queue(limits.of(messages)));
    }
  }

  private static long cost(int length) {
    return length + (long) OVERHEAD_BYTES;
  }

  private Queue queue(MessageClass messages) {
    return queues.computeIfAbsent(
        messages,
        missing -> {
          throw new IllegalStateException("no queue for " + missing);
        });
  }

  /** Adds a message; false if there is no room for it. */
  boolean offer(MessageClass messages, byte[] message) {
    Queue queue = queue(messages);
    long cost = cost(message.length);
    if (queue.bytes + cost > queue.bytesMax && !queue.hasRoom()) {
      return false;
    }
    queue.messages.add(new CutMessage(messages, message));
    queue.bytes += cost;
    return true;
  }

  /** Whether no message would be taken, however short. */
  boolean isFull(MessageClass messages) {
    Queue queue = queue(messages);
    return queue.bytes + OVERHEAD_BYTES > queue.bytesMax && !queue.hasRoom();
  }

  /** Whether a message of any length would be taken. */
  boolean hasRoom(MessageClass messages) {
    return queue(messages).hasRoom();
  }

  /** The frame to be sent next, to be released by the caller; null if nothing waits. */
  @Nullable ByteBuf next(ByteBufAllocator allocator) {
    for (Queue queue : queues.values()) {
      CutMessage message = queue.messages.peek();
      if (message != null) {
        return queue.messages.size() > 1 && Bundle.takes(message)
            ? several(queue, message, allocator)
            : piece(queue, message, allocator);
      }
    }
    return null;
  }

  private ByteBuf several(Queue queue, CutMessage first, ByteBufAllocator allocator) {
    Bundle bundle = new Bundle(first, queue.bytes, allocator);
    for (CutMessage next = first; next != null && bundle.add(next); next = queue.messages.peek()) {
      queue.remove();
    }
    noteRoom(queue);
    return bundle.end();
  }

  private ByteBuf piece(Queue queue, CutMessage message, ByteBufAllocator allocator) {
    ByteBuf frame = message.next(allocator);
    if (message.isSent()) {
      queue.remove();
      noteRoom(queue);
    }
    return frame;
  }

  private void noteRoom(Queue queue) {
    if (queue.hasRefused && queue.bytes <= queue.bytesMax / 2) {
      queue.hasRefused = false;
      roomAgain = true;
    }
  }

  /** Whether somebody who was refused may try again; true once for each time. */
  boolean takeRoomAgain() {
    boolean taken = roomAgain;
    roomAgain = false;
    return taken;
  }

  /** Whether somebody was refused who has not been told that there is room again. */
  boolean hasRefused() {
    return queues.values().stream().anyMatch(queue -> queue.hasRefused);
  }

  boolean isEmpty() {
    return queues.values().stream().allMatch(queue -> queue.messages.isEmpty());
  }
}
