package io.talus.adapters.memory;

import io.talus.application.peer.MessageClass;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What is under way from one node to another, the most urgent first. Any thread. */
final class MemoryPeerLine {
  private final EventLoop sender;
  private final int queuedMessagesMax;
  private final Map<MessageClass, Queue<PeerMessage>> queues = new EnumMap<>(MessageClass.class);
  private List<Runnable> waitingForRoom = new ArrayList<>();
  private boolean hasRefused;
  private boolean ended;

  MemoryPeerLine(EventLoop sender, int queuedMessagesMax) {
    this.sender = sender;
    this.queuedMessagesMax = queuedMessagesMax;
    for (MessageClass messages : MessageClass.values()) {
      queues.put(messages, new ArrayDeque<>());
    }
  }

  synchronized boolean add(PeerMessage message) {
    return !ended && hasRoom(message) && queue(message).add(message);
  }

  synchronized boolean hasRoom(PeerMessage message) {
    boolean room = !ended && queue(message).size() < queuedMessagesMax;
    hasRefused |= !room;
    return room;
  }

  private Queue<PeerMessage> queue(PeerMessage message) {
    return queues.getOrDefault(MessageClass.of(message), new ArrayDeque<>());
  }

  /** Posts the task to the sender's loop, when there may be room or the connection has ended. */
  synchronized void whenRoom(Runnable task) {
    if (ended || !hasRefused) {
      sender.post(task);
    } else {
      waitingForRoom.add(task);
    }
  }

  /** The next message; nothing if the connection has ended. */
  synchronized Optional<PeerMessage> take() {
    for (Queue<PeerMessage> queue : queues.values()) {
      PeerMessage message = queue.poll();
      if (message != null) {
        if (hasRefused && queue.size() == queuedMessagesMax / 2) {
          wake();
        }
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  synchronized void end() {
    ended = true;
    queues.values().forEach(Queue::clear);
    wake();
  }

  private void wake() {
    hasRefused = false;
    List<Runnable> woken = waitingForRoom;
    waitingForRoom = new ArrayList<>();
    woken.forEach(sender::post);
  }
}
