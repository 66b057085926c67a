package io.talus.simulation;

import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at what the manager has written, at the moment in which it is: that nobody is replaced who
 * may still serve, and nobody appointed who is known to lag. And that nobody serves who was
 * replaced.
 */
final class WrittenAppointments {
  private final GroupMetadata metadata;
  private final List<ReplicatedNode> nodes;
  private final Trace trace;
  private final Map<SlotId, ReplicaGroup> before = new HashMap<>();

  WrittenAppointments(GroupMetadata metadata, List<ReplicatedNode> nodes, Trace trace) {
    this.metadata = metadata;
    this.nodes = nodes;
    this.trace = trace;
    metadata.onChange(this::follow);
  }

  private void follow(ClusterImage image) {
    image
        .topology()
        .groups()
        .forEach(
            (slot, group) -> {
              ReplicaGroup known = before.put(slot, group);
              if (known != null && known.epoch() != group.epoch()) {
                trace.add("written: %s is led by %s in %d", slot, group.leader(), group.epoch());
                look(image, slot, known, group);
              }
            });
  }

  private void look(ClusterImage image, SlotId slot, ReplicaGroup known, ReplicaGroup now) {
    if (now.epoch() < known.epoch()) {
      throw trace.failure("%s goes back from %s to %s", slot, known, now);
    }
    if (now.leader().filter(known.lagging()::contains).isPresent()) {
      throw trace.failure("%s: who lags is appointed: %s, %s", slot, known, now);
    }
    if (known.leader().isPresent()) {
      int node = known.leader().get().node();
      boolean fenced = nodes.get(node - 1).replicas().epoch(slot) >= now.epoch();
      if (!fenced && image.alive().contains(node)) {
        throw trace.failure(
            "%s: %d is replaced, lives and knows nothing of it: %s", slot, node, now);
      }
    }
  }

  /** Looks at everybody, at this moment. */
  void look() {
    metadata.look();
    for (SlotId slot : ReplicatedNode.slots()) {
      for (ReplicatedNode node : nodes) {
        if (node.serves(slot)) {
          metadata.group(slot).ifPresent(group -> requireAppointed(node, slot, group));
        }
      }
    }
  }

  private void requireAppointed(ReplicatedNode node, SlotId slot, ReplicaGroup group) {
    long epoch = node.replicas().epoch(slot);
    MemberId member = MemberId.on(node.number());
    if (epoch < group.epoch() || group.leader().filter(member::equals).isEmpty()) {
      throw trace.failure(
          "%d serves %s in epoch %d, but there is %s", node.number(), slot, epoch, group);
    }
  }
}
