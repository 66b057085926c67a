package io.talus.application.topology;

import io.talus.domain.replication.topology.Topology;
import io.talus.domain.table.Tables;
import java.util.Set;

/**
 * All that nodes agree about, as it was at one revision of the metadata.
 *
 * @param cluster the id that the cluster has since it was founded; empty before
 * @param topology its version is the revision
 * @param tables their revision is that of the last change of a table
 * @param alive the numbers of the nodes that keep their leases
 */
public record ClusterImage(
    String cluster, long revision, Topology topology, Tables tables, Set<Integer> alive) {
  public ClusterImage {
    alive = Set.copyOf(alive);
  }
}
