package io.talus.product.cluster;

import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.util.Optional;

/** What nodes print when something is wrong with themselves. */
final class Complaints {
  private Complaints() {}

  /** Checks that no node has printed an error, in all its starts. */
  static void expectNone(ClusterProcesses cluster) throws IOException {
    for (NodeProcess node : cluster.nodes()) {
      Optional<String> complaint =
          node.printed().lines().filter(line -> line.contains(" ERROR ")).findFirst();
      if (complaint.isPresent()) {
        throw new AssertionError("port %d: %s".formatted(node.port(), complaint.get()));
      }
    }
  }
}
