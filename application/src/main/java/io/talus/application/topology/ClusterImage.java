package io.talus.application.topology;

import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.table.Tables;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that nodes agree about, as it was at one revision of the metadata.
 *
 * @param cluster the id that the cluster has since it was founded; empty before
 * @param topology its version is the revision of its last change
 * @param tables their revision is that of the last change of a table
 * @param alive the numbers of the nodes that keep their leases
 */
public record ClusterImage(
    String cluster, long revision, Topology topology, Tables tables, Set<Integer> alive) {
  public ClusterImage {
    alive = Set.copyOf(alive);
  }

  /** Where nodes listen for others, without this one. */
  public Map<Integer, PeerAddress> peersOf(int self) {
    Map<Integer, PeerAddress> others = new TreeMap<>();
    topology
        .nodes()
        .forEach(
            (node, entry) -> {
              Address peer = entry.addresses().peer();
              if (node != self) {
                others.put(node, new PeerAddress(peer.host(), peer.port()));
              }
            });
    return others;
  }

  /** The same at a later revision. */
  ClusterImage at(long later) {
    return new ClusterImage(cluster, later, topology, tables, alive);
  }
}
