package io.talus.product.cluster;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a key in each slot of a table, so that one sees whether all are served. */
final class EverySlot {
  /**
   * Much longer than it takes on a busy machine: how long it took is printed, and decides nothing.
   */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Map<Integer, String> keys = new TreeMap<>();

  EverySlot(int slots) {
    for (int i = 0; keys.size() < slots; i++) {
      String key = "probe" + i;
      keys.putIfAbsent(HashSlot.of(Bytes.of(key)) / (HashSlot.COUNT / slots), key);
    }
  }

  /**
   * Writes through each of the nodes until every slot has taken a write through it.
   *
   * @param since what {@link System#nanoTime} said when the fault struck
   * @return how long after that the last slot was served through each of the nodes
   */
  Duration awaitWritable(List<NodeProcess> nodes, long since) throws InterruptedException {
    for (NodeProcess node : nodes) {
      awaitWritable(node, since);
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** Checks that for so long no slot takes a write through the node. */
  void staysUnwritable(NodeProcess node, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    try (RespClient client = new RespClient(node.port())) {
      while (System.nanoTime() < end) {
        Map<Integer, String> left = new TreeMap<>(keys);
        write(client, left);
        if (left.size() < keys.size()) {
          throw new AssertionError(
              "of slots that nobody may lead all but %s were written".formatted(left));
        }
      }
    }
  }

  private void awaitWritable(NodeProcess node, long since) throws InterruptedException {
    long end = since + LIMIT.toNanos();
    Map<Integer, String> left = new TreeMap<>(keys);
    String last = "nothing was tried";
    while (!left.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "port %d, slots %s not written after %s: %s"
                .formatted(node.port(), left.keySet(), LIMIT, last));
      }
      try (RespClient client = new RespClient(node.port())) {
        last = write(client, left);
      } catch (IOException broken) {
        last = broken.toString();
      }
    }
  }

  /** Takes away what was written; the answer is the last error. */
  private static String write(RespClient client, Map<Integer, String> left) throws IOException {
    List<Integer> slots = List.copyOf(left.keySet());
    List<String[]> commands = new ArrayList<>();
    slots.forEach(slot -> commands.add(new String[] {"SET", left.getOrDefault(slot, ""), "x"}));
    List<Answer> answers = client.pipeline(commands);
    String error = "";
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).isError()) {
        error = answers.get(i).text();
      } else {
        left.remove(slots.get(i));
      }
    }
    return error;
  }
}
