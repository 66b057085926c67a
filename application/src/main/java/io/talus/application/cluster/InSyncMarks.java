package io.talus.application.cluster;

import io.talus.application.background.Periodically;
import io.talus.application.port.EventLoop;
import io.talus.application.replication.Replicas;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the metadata which replicas are behind the leaders on this node, where leaders are
 * appointed: those will not be. Written only when that changes. Belongs to the shard's thread.
 *
 * <p>A replica is close if it has what its leader had when this was looked at before: so one that
 * is away while nobody writes is close, and has all there is.
 */
final class InSyncMarks {
  private static final Logger LOG = LoggerFactory.getLogger(InSyncMarks.class);

  /** What replicas lack at most that may be appointed. */
  private static final long LAG_MILLIS = 2000;

  /** As many as the metadata takes in one change. */
  private static final int SLOTS_AT_ONCE = 100;

  /** A leadership, and where its log ended. */
  private record Mark(long epoch, long last) {}

  private final Replicas replicas;
  private final TopologyRepository topology;
  private final Map<SlotId, Mark> marks = new HashMap<>();
  private boolean writing;

  InSyncMarks(Replicas replicas, TopologyRepository topology, EventLoop loop) {
    this.replicas = replicas;
    this.topology = topology;
    Periodically.run(loop, LAG_MILLIS, "marking who is in sync", this::look);
  }

  private void look() {
    topology.current().ifPresent(this::look);
  }

  private void look(ClusterImage image) {
    List<TopologyChange> changes = new ArrayList<>();
    image.topology().groups().forEach((slot, group) -> look(slot, group, changes));
    if (!writing && !changes.isEmpty()) {
      writing = true;
      List<TopologyChange> some = changes.subList(0, Math.min(SLOTS_AT_ONCE, changes.size()));
      topology.change(
          some,
          outcome -> {
            writing = false;
            LOG.info("replicas of {} slots are marked anew: {}", some.size(), outcome);
          });
    }
  }

  private void look(SlotId slot, ReplicaGroup group, List<TopologyChange> changes) {
    boolean isOurs =
        replicas.leads(slot)
            && replicas.epoch(slot) == group.epoch()
            && replicas.policy(slot).filter(ConsistencyPolicy.ASYNC::equals).isPresent();
    if (!isOurs) {
      marks.remove(slot);
      return;
    }
    Mark now = new Mark(group.epoch(), replicas.last(slot).index());
    Mark before = marks.put(slot, now);
    if (before != null && before.epoch() == now.epoch()) {
      Set<MemberId> lagging = lagging(slot, group, before.last());
      if (!lagging.equals(group.lagging())) {
        changes.add(new TopologyChange.SetGroup(slot, group.marked(lagging)));
      }
    }
  }

  private Set<MemberId> lagging(SlotId slot, ReplicaGroup group, long expected) {
    Set<MemberId> lagging = new HashSet<>();
    for (MemberId voter : group.membership().voters()) {
      boolean isLeader = group.leader().filter(voter::equals).isPresent();
      if (!isLeader && replicas.acknowledged(slot, voter) < expected) {
        lagging.add(voter);
      }
    }
    return lagging;
  }
}
