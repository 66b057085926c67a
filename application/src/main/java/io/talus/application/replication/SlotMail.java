package io.talus.application.replication;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.SlotMessage;
import io.talus.application.port.PeerNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What replicas have to say to other nodes, until it may leave: all slots together, one frame for
 * each node. Belongs to the shard's thread.
 *
 * <p>What does not find its way is lost, as on a network: the state machines ask again.
 */
final class SlotMail {
  /** More goes in another frame, so that a frame need not be built up for long. */
  private static final long FRAME_BYTES = 1 << 20;

  private final PeerNetwork network;
  private final Runnable wake;
  private final Map<Integer, List<SlotMessage>> waiting = new TreeMap<>();

  /**
   * @param wake is called when there is something to send: {@link #send} is to be called soon
   */
  SlotMail(PeerNetwork network, Runnable wake) {
    this.network = network;
    this.wake = wake;
  }

  /** Queues a message. */
  void add(SlotMessage message) {
    if (waiting.isEmpty()) {
      wake.run();
    }
    waiting.computeIfAbsent(message.message().to().node(), _ -> new ArrayList<>()).add(message);
  }

  /** Forgets messages that must not leave. */
  void remove(Predicate<SlotMessage> unwanted) {
    waiting.values().forEach(messages -> messages.removeIf(unwanted));
    waiting.values().removeIf(List::isEmpty);
  }

  /** Lets everything leave. */
  void send() {
    if (waiting.isEmpty()) {
      return;
    }
    waiting.forEach(this::send);
    waiting.clear();
  }

  private void send(int node, List<SlotMessage> messages) {
    List<SlotMessage> frame = new ArrayList<>();
    long bytes = 0;
    for (SlotMessage message : messages) {
      frame.add(message);
      for (byte[] record : message.records()) {
        bytes += record.length;
      }
      if (bytes > FRAME_BYTES) {
        network.send(node, new PeerMessage.Slots(frame));
        frame.clear();
        bytes = 0;
      }
    }
    if (!frame.isEmpty()) {
      network.send(node, new PeerMessage.Slots(frame));
    }
  }
}
