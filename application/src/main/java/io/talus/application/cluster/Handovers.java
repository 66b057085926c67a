package io.talus.application.cluster;

import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.replication.Replicas;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.slot.SlotId;
import java.util.function.Consumer;

/**
 * Hands slots over that this node was elected to lead, when the manager wants leaders to be spread
 * evenly. Belongs to the shard's thread.
 */
final class Handovers {
  /** Nothing is taken until the other one has all, so it must not lack more than a moment's. */
  private static final long LACKING_MAX = 1000;

  private final Replicas replicas;

  Handovers(Replicas replicas, Questions questions) {
    this.replicas = replicas;
    questions.topic(Topics.HAND_OVER, this::asked);
  }

  private void asked(byte[] question, Consumer<byte[]> answer) {
    SlotLines.readEpochs(question).forEach(this::handOver);
    answer.accept(new byte[0]);
  }

  private void handOver(SlotId slot, long node) {
    boolean elected = replicas.policy(slot).filter(ConsistencyPolicy.QUORUM::equals).isPresent();
    if (elected && replicas.leads(slot)) {
      replicas
          .voterOn(slot, node)
          .filter(target -> isClose(slot, target))
          .ifPresent(target -> replicas.step(slot, new Event.TransferTo(target)));
    }
  }

  private boolean isClose(SlotId slot, MemberId target) {
    return replicas.last(slot).index() - replicas.acknowledged(slot, target) <= LACKING_MAX
        && !replicas.needsSnapshot(slot, target); // that may have to wait for others, however short
  }
}
