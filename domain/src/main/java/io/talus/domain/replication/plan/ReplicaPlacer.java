package io.talus.domain.replication.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Places the replicas of a new table's slots, and says who should lead each.
 *
 * <p><b>Goals</b>, in this order: even replicas per node, even leaders per node, and the slots of a
 * node that dies spread over all others instead of one.
 *
 * <p><b>Constraints.</b> The replicas of a slot lie on distinct nodes; there are as many as wanted,
 * or nothing is placed. Nodes that are being emptied are not among the candidates.
 *
 * <p><b>Algorithm.</b> Slot by slot. Its nodes are chosen one at a time: the one with fewest
 * replicas; of equals, the one that shares fewest slots with those chosen already, then the one
 * that leads fewest, then the smallest number. Of the chosen ones, the one that leads fewest is to
 * lead (of equals, the one chosen first). What the nodes hold and lead already counts. A slot never
 * takes a node that holds more than another free one, so at the end no node holds two more than
 * another. Then, as long as a slot is led by a node that leads two more than another of its nodes,
 * that other leads it.
 *
 * <p><b>Example.</b> Three empty nodes, two replicas, slots 0 to 3. Slot 0: nodes 1 and 2, led by
 * 1. Slot 1: node 3, which holds nothing, and of 1 and 2 the one that leads nothing; led by 3. Slot
 * 2: the nodes that hold one, 1 and 3; led by 1. Slot 3: node 2, which leads nothing, and 3, with
 * which it shares as many as with 1, but which leads fewer; led by 2.
 */
public final class ReplicaPlacer {
  /** What a node holds and leads already. */
  public record Load(int replicas, int leaders) {
    public static final Load NONE = new Load(0, 0);
  }

  private final TreeSet<Integer> nodes;
  private final Map<Integer, Integer> replicas = new TreeMap<>();
  private final Map<Integer, Integer> leaders = new TreeMap<>();
  private final Map<Pair, Integer> shared = new HashMap<>();

  private record Pair(int node, int partner) {}

  private ReplicaPlacer(Map<Integer, Load> loads) {
    this.nodes = new TreeSet<>(loads.keySet());
    loads.forEach(
        (node, load) -> {
          replicas.put(node, load.replicas());
          leaders.put(node, load.leaders());
        });
  }

  /**
   * Places the slots of a table.
   *
   * @param loads the nodes that may be used
   * @return for each slot its nodes, the leader first
   */
  public static List<List<Integer>> place(int slots, int replicaCount, Map<Integer, Load> loads) {
    if (replicaCount < 1 || replicaCount > loads.size()) {
      throw new IllegalArgumentException(
          "replicas: "
              + replicaCount
              + " (expected: 1.."
              + loads.size()
              + ", the nodes there are)");
    }
    ReplicaPlacer placer = new ReplicaPlacer(loads);
    List<List<Integer>> placed = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      placed.add(placer.placeOne(replicaCount));
    }
    placer.evenLeaders(placed);
    return placed;
  }

  private List<Integer> placeOne(int replicaCount) {
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < replicaCount) {
      int node = next(chosen);
      for (int other : chosen) {
        shared.merge(new Pair(other, node), 1, Integer::sum);
        shared.merge(new Pair(node, other), 1, Integer::sum);
      }
      chosen.add(node);
      replicas.merge(node, 1, Integer::sum);
    }
    int leader =
        chosen.stream().min(Comparator.comparingInt(node -> count(leaders, node))).orElseThrow();
    leaders.merge(leader, 1, Integer::sum);
    return ledBy(leader, chosen);
  }

  private void evenLeaders(List<List<Integer>> placed) {
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int slot = 0; slot < placed.size(); slot++) {
        List<Integer> chosen = placed.get(slot);
        int leader = chosen.getFirst();
        int fewest =
            chosen.stream()
                .min(Comparator.comparingInt(node -> count(leaders, node)))
                .orElseThrow();
        if (count(leaders, leader) - count(leaders, fewest) >= 2) {
          leaders.merge(leader, -1, Integer::sum);
          leaders.merge(fewest, 1, Integer::sum);
          placed.set(slot, ledBy(fewest, chosen));
          changed = true;
        }
      }
    }
  }

  private static List<Integer> ledBy(int leader, List<Integer> chosen) {
    List<Integer> ordered = new ArrayList<>(chosen);
    ordered.remove(Integer.valueOf(leader));
    ordered.addFirst(leader);
    return List.copyOf(ordered);
  }

  private int next(List<Integer> chosen) {
    return nodes.stream()
        .filter(node -> !chosen.contains(node))
        .min(
            Comparator.<Integer>comparingInt(node -> count(replicas, node))
                .thenComparingInt(node -> sharedWith(chosen, node))
                .thenComparingInt(node -> count(leaders, node))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private int sharedWith(List<Integer> chosen, int node) {
    return chosen.stream().mapToInt(other -> shared.getOrDefault(new Pair(node, other), 0)).sum();
  }

  private static int count(Map<Integer, Integer> counts, int node) {
    return counts.getOrDefault(node, 0);
  }
}
