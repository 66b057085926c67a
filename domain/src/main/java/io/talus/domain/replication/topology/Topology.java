package io.talus.domain.replication.topology;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  /**
   * What everybody knows of a node.
   *
   * @param id its own, which it keeps however often it is started; by it a node finds its number
   * @param draining whether it is being emptied
   */
  public record NodeEntry(String id, String name, NodeAddresses addresses, boolean draining) {
    /** Both are words of a line of the metadata, and the name one of messages, too. */
    private static final String WORD = "[A-Za-z0-9_.-]{1,64}";

    public NodeEntry {
      require(id.matches(WORD), "id of a node: '" + id + "'");
      require(name.matches(WORD), "name of a node: '" + name + "'");
    }

    private NodeEntry drained() {
      return new NodeEntry(id, name, addresses, true);
    }

    private NodeEntry at(NodeAddresses other) {
      return new NodeEntry(id, name, other, draining);
    }
  }

  public Topology {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
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
      case TopologyChange.AddNode add -> added(add.node(), add.entry());
      case TopologyChange.MoveNode move ->
          withNode(move.node(), entry(move.node()).at(move.addresses()));
      case TopologyChange.DrainNode drain -> withNode(drain.node(), entry(drain.node()).drained());
      case TopologyChange.RemoveNode remove -> without(remove.node());
      case TopologyChange.SetGroup set -> withGroup(set.slot(), set.group());
      case TopologyChange.DropTable drop -> withoutTable(drop.table());
    };
  }

  /** The number of the node that has this id. */
  public OptionalInt numberOf(String id) {
    return nodes.entrySet().stream()
        .filter(node -> node.getValue().id().equals(id))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  private Topology added(int node, NodeEntry entry) {
    require(!nodes.containsKey(node), "there is a node " + node);
    require(numberOf(entry.id()).isEmpty(), "node " + entry.id() + " has a number already");
    return withNode(node, entry);
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
