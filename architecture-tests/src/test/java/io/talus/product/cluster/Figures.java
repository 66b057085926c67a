package io.talus.product.cluster;

import io.talus.product.node.RespClient;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What {@code INFO talus_cluster} says of a node in numbers. */
final class Figures {
  private final Map<String, String> lines = new TreeMap<>();

  private Figures(String info) {
    info.lines()
        .filter(line -> line.contains(":"))
        .forEach(
            line ->
                lines.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip()));
  }

  static Figures of(NodeProcess node) throws IOException {
    try (RespClient client = new RespClient(node.port())) {
      return new Figures(client.call("INFO", "talus_cluster").text());
    }
  }

  /** The sum of a figure of some nodes. */
  static long sum(Collection<NodeProcess> nodes, String name) throws IOException {
    long sum = 0;
    for (NodeProcess node : nodes) {
      sum += of(node).figure(name);
    }
    return sum;
  }

  long figure(String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new AssertionError("no " + name + " among " + lines);
    }
    return Long.parseLong(value);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
