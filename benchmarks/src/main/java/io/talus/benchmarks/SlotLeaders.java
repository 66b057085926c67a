package io.talus.benchmarks;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which of some nodes leads which hash slot, as one of them knew it at a moment. */
final class SlotLeaders {
  private static final int NOBODY = -1;

  /** Where the hash slots begin in a line of CLUSTER NODES. */
  private static final int RANGES = 8;

  /** By hash slot. */
  private final int[] nodes;

  private final int count;

  private SlotLeaders(int[] nodes, int count) {
    this.nodes = nodes;
    this.count = count;
  }

  /**
   * Reads what CLUSTER NODES says.
   *
   * @param ports by which it names the nodes, in their order
   */
  static SlotLeaders of(String clusterNodes, List<Integer> ports) {
    int[] nodes = new int[HashSlot.COUNT];
    Arrays.fill(nodes, NOBODY);
    for (String line : clusterNodes.lines().toList()) {
      String[] words = line.split(" ", -1);
      String address = words[1].substring(0, words[1].indexOf('@'));
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      for (int i = RANGES; i < words.length; i++) {
        String[] ends = words[i].split("-", -1);
        int last = Integer.parseInt(ends[ends.length - 1]);
        Arrays.fill(nodes, Integer.parseInt(ends[0]), last + 1, ports.indexOf(port));
      }
    }
    return new SlotLeaders(nodes, ports.size());
  }

  boolean isComplete() {
    return Arrays.stream(nodes).noneMatch(node -> node == NOBODY);
  }

  /** Whether everybody leads at most so many times the mean. */
  boolean isEven(double times) {
    return IntStream.range(0, count)
        .allMatch(node -> ledBy(node) <= times * HashSlot.COUNT / count);
  }

  private long ledBy(int node) {
    return Arrays.stream(nodes).filter(leader -> leader == node).count();
  }

  /** The numbers below {@code numbers} that name keys which the node leads. */
  int[] keysOf(int node, String prefix, int numbers) {
    return IntStream.range(0, numbers)
        .filter(number -> nodes[HashSlot.of(Bytes.of(prefix + number))] == node)
        .toArray();
  }

  /** How much each leads. */
  @Override
  public String toString() {
    return IntStream.range(0, count)
        .mapToObj(node -> "%.0f %%".formatted(100.0 * ledBy(node) / HashSlot.COUNT))
        .toList()
        .toString();
  }
}
