package io.talus.application.cluster;

import io.talus.application.forward.Leaders;
import io.talus.application.host.ClusterStanding;
import io.talus.application.port.PeerNetwork;
import io.talus.application.replication.ReplicaFigures;
import io.talus.application.replication.Replicas;
import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts how this node stands in its cluster, when an operator asks. On the shard's thread. */
final class Standings {
  private final Leaders leaders;
  private final PeerNetwork network;
  private final Replicas replicas;

  Standings(Leaders leaders, PeerNetwork network, Replicas replicas) {
    this.leaders = leaders;
    this.network = network;
    this.replicas = replicas;
  }

  ClusterStanding of(ClusterImage image, Optional<String> manager, boolean manages) {
    Map<Integer, Integer> leads = new HashMap<>();
    int slots = 0;
    int leaderless = 0;
    for (TableDefinition table : image.tables().all()) {
      slots += table.slotCount();
      for (int slot = 0; slot < table.slotCount(); slot++) {
        Leaders.Leader leader = leaders.of(table.number(), slot);
        if (leader == null) {
          leaderless++;
        } else {
          leads.merge(leader.node(), 1, Integer::sum);
        }
      }
    }
    int led = (int) replicas.slots().stream().filter(replicas::leads).count();
    return new ClusterStanding(
        image.cluster(),
        leaders.self(),
        manager,
        manages,
        image.revision(),
        epochMax(),
        slots,
        led,
        replicas.slots().size() - led,
        leaderless,
        replicas.snapshots(),
        peers(image, leads));
  }

  private long epochMax() {
    return replicas.slots().stream()
        .flatMap((SlotId slot) -> replicas.figures(slot).stream())
        .mapToLong(ReplicaFigures::epoch)
        .max()
        .orElse(0);
  }

  private List<ClusterStanding.Peer> peers(ClusterImage image, Map<Integer, Integer> leads) {
    Map<Integer, Integer> held = new HashMap<>();
    image
        .topology()
        .groups()
        .values()
        .forEach(group -> members(group.membership()).forEach(m -> held.merge(m, 1, Integer::sum)));
    List<ClusterStanding.Peer> peers = new ArrayList<>();
    new TreeMap<>(image.topology().nodes())
        .forEach(
            (node, entry) ->
                peers.add(
                    new ClusterStanding.Peer(
                        node,
                        entry.name(),
                        entry.addresses(),
                        image.alive().contains(node),
                        node == leaders.self() || network.isConnected(node),
                        leads.getOrDefault(node, 0),
                        held.getOrDefault(node, 0))));
    return peers;
  }

  private static Stream<Integer> members(Membership membership) {
    return Stream.concat(membership.voters().stream(), membership.learners().stream())
        .map(MemberId::node)
        .distinct();
  }
}
