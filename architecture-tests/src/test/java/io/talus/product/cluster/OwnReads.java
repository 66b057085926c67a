package io.talus.product.cluster;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads what a node itself holds, leader or not, as clients of Redis Cluster may. */
final class OwnReads {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PIPELINE = 50;
  private static final int LOOK_MILLIS = 20;

  private final ClusterProcesses cluster;
  private final int node;

  OwnReads(ClusterProcesses cluster, int node) {
    this.cluster = cluster;
    this.node = node;
  }

  /** Waits until the node has all keys with their values. */
  void await(List<String> keys, UnaryOperator<String> valueOf) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (RespClient client = new RespClient(cluster.clusterPort(node))) {
      client.call("READONLY");
      List<String> left = missing(client, keys, valueOf);
      while (!left.isEmpty()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "node %d does not have %d keys, %s the first: %s"
                  .formatted(
                      node, left.size(), left.getFirst(), client.call("GET", left.getFirst())));
        }
        cluster.node(node).awaitFailure(LOOK_MILLIS);
        left = missing(client, left, valueOf);
      }
    }
  }

  private static List<String> missing(
      RespClient client, List<String> keys, UnaryOperator<String> valueOf) throws Exception {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += PIPELINE) {
      List<String> some = keys.subList(i, Math.min(keys.size(), i + PIPELINE));
      List<Answer> answers =
          client.pipeline(some.stream().map(key -> new String[] {"GET", key}).toList());
      for (int j = 0; j < some.size(); j++) {
        Answer answer = answers.get(j);
        // An error says that the node's store is not that far, and that another knows better.
        if (answer.isError() || !answer.text().equals(valueOf.apply(some.get(j)))) {
          missing.add(some.get(j));
        }
      }
    }
    return missing;
  }
}
