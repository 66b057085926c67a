package io.talus.forward;

import io.talus.application.slotmap.ClusterMap;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The map of a {@link TestCluster}, as one of its nodes knows it. */
final class TestMap implements ClusterMap {
  private final KnownLeaders leaders;
  private final Map<Integer, Health> healths = new HashMap<>();
  private final Map<Integer, List<Integer>> followers = new HashMap<>();
  private final List<PeerLink> links = new ArrayList<>();

  TestMap(KnownLeaders leaders) {
    this.leaders = leaders;
  }

  static String id(int node) {
    return Integer.toString(node).repeat(40);
  }

  void health(int node, Health health) {
    healths.put(node, health);
  }

  void followers(int slot, Integer... nodes) {
    followers.put(slot, List.of(nodes));
  }

  void link(int node, long sinceMillis) {
    links.add(new PeerLink(node, sinceMillis));
  }

  @Override
  public List<MappedNode> nodes() {
    List<MappedNode> nodes = new ArrayList<>();
    for (int i = 0; i < TestCluster.NODES; i++) {
      nodes.add(
          new MappedNode(
              i,
              id(i),
              leaders.address(i),
              17000 + i,
              i == leaders.self(),
              healths.getOrDefault(i, Health.ONLINE)));
    }
    return nodes;
  }

  @Override
  public Optional<Holders> holders(SlotId slot) {
    return Optional.ofNullable(leaders.of(slot.table(), slot.slot()))
        .map(
            leader ->
                new Holders(
                    leader.node(), leader.epoch(), followers.getOrDefault(slot.slot(), List.of())));
  }

  @Override
  public List<PeerLink> links() {
    return links;
  }
}
