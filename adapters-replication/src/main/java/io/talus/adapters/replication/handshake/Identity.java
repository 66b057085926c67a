package io.talus.adapters.replication.handshake;

/**
 * Who a node is, and what it can do.
 *
 * @param cluster the cluster's id
 * @param node its number, 1 or more; negative for a guest, which is no node and calls all of them
 * @param featureLevel grows with each release that says or logs something new
 */
public record Identity(String cluster, int node, VersionRange versions, int featureLevel) {
  /** Longer ones would not fit into the frames of strangers. */
  private static final int CLUSTER_LENGTH_MAX = 128;

  public Identity {
    if (cluster.isEmpty() || cluster.length() > CLUSTER_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "cluster id: %d characters (expected: 1..%d)"
              .formatted(cluster.length(), CLUSTER_LENGTH_MAX));
    }
    if (node == 0 || featureLevel < 1) {
      throw new IllegalArgumentException(
          "node: %d, feature level: %d (expected: not 0, 1 or more)".formatted(node, featureLevel));
    }
  }

  /** The smaller one: what both can do. */
  int commonFeatureLevel(int other) {
    if (other < 1) {
      throw new RefusedException("feature level: " + other + " (expected: 1 or more)");
    }
    return Math.min(featureLevel, other);
  }
}
