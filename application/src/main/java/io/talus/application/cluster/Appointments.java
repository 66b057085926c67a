package io.talus.application.cluster;

import io.talus.application.port.EventLoop;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.replication.Replicas;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What this node's replicas do where leaders are appointed: they adopt the epochs that the manager
 * grants, say where their logs end, and lead when the metadata names them. Belongs to the shard's
 * thread.
 */
final class Appointments {
  /** Managers ask one after the other; more questions than that are not answered. */
  private static final int OPEN_MAX = 64;

  /** Until then the manager waits for an answer: it gets what is known. */
  private static final long ANSWER_MILLIS = Questions.PATIENCE_MILLIS * 3 / 4;

  /** Epochs were granted, and replicas have not all reported yet. */
  private static final class Grant {
    private final Map<SlotId, Long> awaited;
    private final Map<SlotId, ReplicaReport> reports = SlotLines.map();
    private final Consumer<byte[]> answer;

    private Grant(Map<SlotId, Long> awaited, Consumer<byte[]> answer) {
      this.awaited = awaited;
      this.answer = answer;
    }

    private void report(SlotId slot, ReplicaReport report) {
      Long granted = awaited.get(slot);
      if (granted != null && report.epoch() >= granted) {
        awaited.remove(slot);
        reports.put(slot, report);
      }
    }
  }

  private final int self;
  private final Replicas replicas;
  private final TopologyRepository topology;
  private final EventLoop loop;
  private final List<Grant> open = new ArrayList<>();

  Appointments(
      int self,
      Replicas replicas,
      TopologyRepository topology,
      Questions questions,
      EventLoop loop) {
    this.self = self;
    this.replicas = replicas;
    this.topology = topology;
    this.loop = loop;
    new InSyncMarks(replicas, topology, loop);
    questions.topic(Topics.ADOPT, this::adopt);
    questions.topic(
        Topics.LEADERLESS, (_, answer) -> answer.accept(SlotLines.epochs(leaderless())));
  }

  private boolean isAppointed(SlotId slot) {
    return replicas.policy(slot).filter(ConsistencyPolicy.ASYNC::equals).isPresent();
  }

  // -----------------------------------------------------------------------------------------
  // epochs that are granted

  private void adopt(byte[] question, Consumer<byte[]> answer) {
    Map<SlotId, Long> granted = SlotLines.readEpochs(question);
    granted.keySet().removeIf(slot -> !isAppointed(slot));
    Grant grant = new Grant(granted, answer);
    if (open.size() < OPEN_MAX) {
      open.add(grant);
      loop.schedule(ANSWER_MILLIS, () -> end(grant));
      new LinkedHashMap<>(granted).forEach((slot, epoch) -> adopt(grant, slot, epoch));
      endIfComplete(grant);
    }
  }

  private void adopt(Grant grant, SlotId slot, long epoch) {
    replicas.step(slot, new Event.AdoptEpoch(epoch));
    if (replicas.epoch(slot) > epoch) {
      // Of an epoch that it was not asked for it need not be sure: it will be granted that one.
      replicas
          .figures(slot)
          .ifPresent(
              here ->
                  grant.report(slot, new ReplicaReport(here.member(), here.epoch(), here.last())));
    }
  }

  /** A replica has come, durably, to an epoch. */
  void adopted(SlotId slot, long epoch, LogPosition last) {
    Optional<MemberId> member = replicas.member(slot);
    if (member.isPresent()) {
      for (Grant grant : List.copyOf(open)) {
        grant.report(slot, new ReplicaReport(member.get(), epoch, last));
        endIfComplete(grant);
      }
    }
  }

  private void endIfComplete(Grant grant) {
    if (grant.awaited.isEmpty()) {
      end(grant);
    }
  }

  private void end(Grant grant) {
    if (open.remove(grant)) {
      grant.answer.accept(SlotLines.reports(grant.reports));
    }
  }

  // -----------------------------------------------------------------------------------------
  // who is appointed

  /** The metadata names who leads; a replica that is not the one is fenced by that, too. */
  void follow(ClusterImage image) {
    image.topology().groups().forEach(this::follow);
  }

  private void follow(SlotId slot, ReplicaGroup group) {
    Optional<MemberId> leader = group.leader();
    if (leader.isEmpty() || !isAppointed(slot)) {
      return;
    }
    long epoch = replicas.epoch(slot);
    if (leader.equals(replicas.member(slot))) {
      // One that does not know the epoch, which it has adopted, has lost its log.
      if (epoch == group.epoch() && !replicas.leads(slot)) {
        replicas.step(slot, new Event.Appoint(epoch));
      }
    } else if (epoch < group.epoch()) {
      replicas.step(slot, new Event.AdoptEpoch(group.epoch()));
    }
  }

  /** What a process before this one was appointed to lead. */
  private Map<SlotId, Long> leaderless() {
    Map<SlotId, Long> found = SlotLines.map();
    topology
        .current()
        .ifPresent(
            image -> image.topology().groups().forEach((slot, group) -> add(found, slot, group)));
    return found;
  }

  private void add(Map<SlotId, Long> found, SlotId slot, ReplicaGroup group) {
    boolean ours = group.leader().isPresent() && group.leader().get().node() == self;
    if (ours && isAppointed(slot) && !replicas.leads(slot)) {
      found.put(slot, group.epoch());
    }
  }
}
