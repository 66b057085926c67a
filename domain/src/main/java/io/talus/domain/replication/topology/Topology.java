package io.talus.domain.replication.topology;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which nodes there are, and who holds and leads each slot. An image never changes: a change gives
 * another one, with the next version.
 *
 * @param version counts changes; who has a larger one has seen all that a smaller one has
 */
public record Topology(
    long version, Map<Integer, NodeEntry> nodes, Map<SlotId, ReplicaGroup> groups) {
  public static final Topology EMPTY = new Topology(0, Map.of(), Map.of());

  private static final Comparator<SlotId> SLOT_ORDER =
      Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot);

  /** Where a node is reached, and whether it is being emptied. */
  public record NodeEntry(String address, boolean draining) {}

  public Topology {
    nodes = Map.copyOf(nodes);
    groups = Map.copyOf(groups);
  }

  public Optional<ReplicaGroup> group(SlotId slot) {
    return Optional.ofNullable(groups.get(slot));
  }

  public Optional<MemberId> leader(SlotId slot) {
    return group(slot).flatMap(ReplicaGroup::leader);
  }

  /** The image after a change, which must fit this one. */
  public Topology with(TopologyChange change) {
    return switch (change) {
      case TopologyChange.AddNode add -> withNode(add.node(), new NodeEntry(add.address(), false));
      case TopologyChange.DrainNode drain -> {
        NodeEntry entry = entry(drain.node());
        yield withNode(drain.node(), new NodeEntry(entry.address(), true));
      }
      case TopologyChange.RemoveNode remove -> without(remove.node());
      case TopologyChange.SetGroup set -> withGroup(set.slot(), set.group());
      case TopologyChange.DropTable drop -> withoutTable(drop.table());
    };
  }

  private NodeEntry entry(int node) {
    NodeEntry entry = nodes.get(node);
    if (entry == null) {
      throw new IllegalArgumentException("no node " + node);
    }
    return entry;
  }

  private Topology withNode(int node, NodeEntry entry) {
    Map<Integer, NodeEntry> more = new TreeMap<>(nodes);
    more.put(node, entry);
    return new Topology(version + 1, more, groups);
  }

  private Topology without(int node) {
    for (ReplicaGroup group : groups.values()) {
      require(!holds(group, node), "node " + node + " still belongs to " + group.membership());
    }
    Map<Integer, NodeEntry> fewer = new TreeMap<>(nodes);
    fewer.remove(node);
    return new Topology(version + 1, fewer, groups);
  }

  private Topology withGroup(SlotId slot, ReplicaGroup group) {
    ReplicaGroup before = groups.get(slot);
    require(
        before == null || before.epoch() <= group.epoch(),
        "epoch " + group.epoch() + " of " + slot + " is older than what is known");
    require(
        before == null
            || before.epoch() < group.epoch()
            || before.leader().isEmpty()
            || before.leader().equals(group.leader()),
        "epoch " + group.epoch() + " of " + slot + " has a leader already");
    Map<SlotId, ReplicaGroup> more = new TreeMap<>(SLOT_ORDER);
    more.putAll(groups);
    more.put(slot, group);
    return new Topology(version + 1, nodes, more);
  }

  private Topology withoutTable(int table) {
    Map<SlotId, ReplicaGroup> fewer = new TreeMap<>(SLOT_ORDER);
    fewer.putAll(groups);
    fewer.keySet().removeIf(slot -> slot.table() == table);
    return new Topology(version + 1, nodes, fewer);
  }

  private static boolean holds(ReplicaGroup group, int node) {
    Collection<MemberId> learners = group.membership().learners();
    return group.membership().voters().stream().anyMatch(member -> member.node() == node)
        || learners.stream().anyMatch(member -> member.node() == node);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
