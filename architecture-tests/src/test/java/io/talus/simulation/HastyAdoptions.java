package io.talus.simulation;

import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.replication.Replicas;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.slot.SlotId;
import java.util.Map;
import java.util.function.Consumer;

/** Says that epochs are adopted before that is on any disk. */
final class HastyAdoptions {
  private final Replicas replicas;

  HastyAdoptions(Replicas replicas, Questions questions) {
    this.replicas = replicas;
    questions.topic(Topics.ADOPT, this::adopt);
  }

  private void adopt(byte[] question, Consumer<byte[]> answer) {
    Map<SlotId, ReplicaReport> reports = SlotLines.map();
    SlotLines.readEpochs(question)
        .forEach(
            (slot, epoch) -> {
              replicas.step(slot, new Event.AdoptEpoch(epoch));
              replicas
                  .figures(slot)
                  .ifPresent(
                      here ->
                          reports.put(
                              slot, new ReplicaReport(here.member(), here.epoch(), here.last())));
            });
    answer.accept(SlotLines.reports(reports));
  }
}
