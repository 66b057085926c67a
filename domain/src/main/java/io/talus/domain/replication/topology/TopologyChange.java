package io.talus.domain.replication.topology;

import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;

/** One step from an image of the cluster to the next. */
public sealed interface TopologyChange {

  record AddNode(int node, Topology.NodeEntry entry) implements TopologyChange {}

  /** The node was started elsewhere, and is the same. */
  record MoveNode(int node, NodeAddresses addresses) implements TopologyChange {}

  /** The node gets no more replicas, and those it has are to move away. */
  record DrainNode(int node) implements TopologyChange {}

  /** The node belongs to no group any more and is forgotten. */
  record RemoveNode(int node) implements TopologyChange {}

  /**
   * Who holds and leads a slot; never of an older epoch, and an epoch never has a second leader.
   */
  record SetGroup(SlotId slot, ReplicaGroup group) implements TopologyChange {}

  record DropTable(int table) implements TopologyChange {}
}
