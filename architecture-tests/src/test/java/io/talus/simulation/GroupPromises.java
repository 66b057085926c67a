package io.talus.simulation;

import io.talus.application.peer.PeerMessage;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which epochs nodes have said that they have adopted: that outlives their processes and machines.
 */
final class GroupPromises implements PeerHub.Listener {
  private record Asked(int by, int node, long id) {}

  private record Replica(int node, SlotId slot) {}

  private final Trace trace;
  private final Map<Asked, Map<SlotId, Long>> asked = new HashMap<>();
  private final Map<Replica, Long> promised = new HashMap<>();

  GroupPromises(Trace trace) {
    this.trace = trace;
  }

  @Override
  public void sent(int from, int to, PeerMessage message) {
    if (message instanceof PeerMessage.Question question && question.topic().equals(Topics.ADOPT)) {
      asked.put(new Asked(from, to, question.id()), SlotLines.readEpochs(question.question()));
    } else if (message instanceof PeerMessage.QuestionReply reply && reply.known()) {
      Map<SlotId, Long> epochs = asked.remove(new Asked(to, from, reply.id()));
      if (epochs != null) {
        answered(from, epochs, reply.answer());
      }
    }
  }

  /** A larger epoch than was asked for need not be sure yet. */
  private void answered(int node, Map<SlotId, Long> epochs, byte[] answer) {
    SlotLines.readReports(answer)
        .forEach(
            (slot, report) -> {
              if (epochs.getOrDefault(slot, 0L) == report.epoch()) {
                promised.merge(new Replica(node, slot), report.epoch(), Math::max);
              }
            });
  }

  /** A process begins with what is on its disk; of a table that was dropped that is nothing. */
  void begun(ReplicatedNode node) {
    if (!node.hasTable()) {
      return;
    }
    promised.forEach(
        (replica, epoch) -> {
          if (replica.node == node.number() && node.replicas().epoch(replica.slot) < epoch) {
            throw trace.failure(
                "node %d begins with epoch %d of %s, and has said that it has adopted %d",
                replica.node, node.replicas().epoch(replica.slot), replica.slot, epoch);
          }
        });
  }
}
