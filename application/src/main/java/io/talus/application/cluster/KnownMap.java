package io.talus.application.cluster;

import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.EventLoop;
import io.talus.application.slotmap.ClusterMap;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The map of the cluster, of what the metadata says and of what this node knows better: who leads,
 * and which nodes it reaches. Belongs to the shard's thread.
 */
final class KnownMap implements ClusterMap {
  private final int self;
  private final TopologyRepository topology;
  private final KnownLeaders leaders;
  private final EventLoop loop;
  private final Map<Integer, Long> connectedSince = new TreeMap<>();

  KnownMap(int self, TopologyRepository topology, KnownLeaders leaders, EventLoop loop) {
    this.self = self;
    this.topology = topology;
    this.leaders = leaders;
    this.loop = loop;
  }

  void connected(int node) {
    connectedSince.put(node, loop.nowMillis());
  }

  void disconnected(int node) {
    connectedSince.remove(node);
  }

  @Override
  public List<MappedNode> nodes() {
    List<MappedNode> nodes = new ArrayList<>();
    topology
        .current()
        .ifPresent(
            image ->
                new TreeMap<>(image.topology().nodes())
                    .forEach((number, entry) -> nodes.add(node(image, number, entry))));
    return nodes;
  }

  private MappedNode node(ClusterImage image, int number, NodeEntry entry) {
    NodeAddresses addresses = entry.addresses();
    return new MappedNode(
        number,
        entry.id(),
        addresses.cluster(),
        addresses.peer().port(),
        number == self,
        health(image, number));
  }

  /** What is said of leases counts while it is fresh. */
  private Health health(ClusterImage image, int number) {
    if (number == self || connectedSince.containsKey(number)) {
      return Health.ONLINE;
    }
    boolean hasGivenUp = topology.isFresh() && !image.alive().contains(number);
    return hasGivenUp ? Health.FAILED : Health.SUSPECTED;
  }

  @Override
  public Optional<Holders> holders(SlotId slot) {
    Leader leader = leaders.of(slot.table(), slot.slot());
    if (leader == null) {
      return Optional.empty();
    }
    Optional<Membership> membership =
        topology
            .current()
            .flatMap(image -> image.topology().group(slot))
            .map(ReplicaGroup::membership);
    return Optional.of(
        new Holders(
            leader.node(),
            leader.epoch(),
            membership.stream()
                .flatMap(members -> members.voters().stream()) // learners lack something
                .map(MemberId::node)
                .filter(node -> node != leader.node())
                .sorted()
                .toList()));
  }

  @Override
  public List<PeerLink> links() {
    List<PeerLink> links = new ArrayList<>();
    connectedSince.forEach((node, since) -> links.add(new PeerLink(node, since)));
    return links;
  }
}
