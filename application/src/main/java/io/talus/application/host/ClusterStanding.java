package io.talus.application.host;

import io.talus.application.snapshot.SnapshotFigures;
import io.talus.domain.replication.topology.NodeAddresses;
import java.util.List;
import java.util.Optional;

/**
 * How a node stands in its cluster, as far as it knows itself: for operators.
 *
 * @param cluster the cluster's id
 * @param node this node's number
 * @param manager who is the cluster's manager; empty if that is not known here
 * @param manages whether this node is it, surely
 * @param revision of the metadata that it has seen
 * @param epochMax the largest epoch of its replicas; 0 if it has none
 * @param slots how many there are, of all tables
 * @param led how many of them this node leads
 * @param followed of how many others it has a replica
 * @param leaderless of how many it knows no leader
 * @param snapshots of slots that others, or this node, lack more of than logs have
 * @param nodes all nodes, this one included
 */
public record ClusterStanding(
    String cluster,
    int node,
    Optional<String> manager,
    boolean manages,
    long revision,
    long epochMax,
    int slots,
    int led,
    int followed,
    int leaderless,
    SnapshotFigures snapshots,
    List<Peer> nodes) {

  public ClusterStanding {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node of the cluster as this one sees it.
   *
   * @param alive whether it keeps its lease
   * @param connected whether this node has a connection to it; always, to itself
   * @param leads of how many slots it was last heard to be the leader
   * @param replicas how many slots it is to have
   */
  public record Peer(
      int node,
      String name,
      NodeAddresses addresses,
      boolean alive,
      boolean connected,
      int leads,
      int replicas) {}
}
