package io.talus.domain.replication.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.replication.plan.ReplicaPlacer.Load;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReplicaPlacerTest {

  @Test
  void placesTheExampleOfItsDocumentation() {
    assertEquals(
        List.of(List.of(1, 2), List.of(3, 2), List.of(1, 3), List.of(2, 3)),
        ReplicaPlacer.place(4, 2, empty(3)));
  }

  @Test
  void refusesMoreReplicasThanNodes() {
    assertThrows(IllegalArgumentException.class, () -> ReplicaPlacer.place(1, 4, empty(3)));
  }

  @Test
  void nodeThatHoldsMoreGetsLess() {
    Map<Integer, Load> loads = new HashMap<>(empty(3));
    loads.put(1, new Load(100, 100));

    List<List<Integer>> placed = ReplicaPlacer.place(10, 2, loads);

    assertEquals(0, count(placed, 1));
  }

  @Test
  void replicasAndLeadersAreEvenAndOnDistinctNodes() {
    long seed = 20_261_130;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      int nodes = random.nextInt(1, 9);
      int replicas = random.nextInt(1, nodes + 1);
      int slots = random.nextInt(1, 200);

      List<List<Integer>> placed = ReplicaPlacer.place(slots, replicas, empty(nodes));

      String which = "seed " + seed + ": " + slots + " slots, " + replicas + " on " + nodes;
      assertTrue(placed.stream().allMatch(slot -> new HashSet<>(slot).size() == replicas), which);
      assertTrue(spread(nodes, node -> count(placed, node)) <= 1, which);
      for (List<Integer> slot : placed) {
        long most = leads(placed, slot.getFirst());
        assertTrue(slot.stream().allMatch(node -> most - leads(placed, node) <= 1), which);
      }
    }
  }

  @Test
  void slotsOfADeadNodeAreSpreadOverAllOthers() {
    List<List<Integer>> placed = ReplicaPlacer.place(1000, 2, empty(5));

    Map<Integer, Integer> partners = new HashMap<>();
    for (List<Integer> slot : placed) {
      if (slot.contains(1)) {
        slot.stream().filter(node -> node != 1).forEach(n -> partners.merge(n, 1, Integer::sum));
      }
    }

    assertEquals(4, partners.size());
    assertTrue(
        Collections.max(partners.values()) - Collections.min(partners.values()) <= 2,
        () -> "partners of node 1: " + partners);
  }

  private interface CountOf {
    long at(int node);
  }

  private static long spread(int nodes, CountOf count) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int node = 1; node <= nodes; node++) {
      least = Math.min(least, count.at(node));
      most = Math.max(most, count.at(node));
    }
    return most - least;
  }

  private static long count(List<List<Integer>> placed, int node) {
    return placed.stream().filter(slot -> slot.contains(node)).count();
  }

  private static long leads(List<List<Integer>> placed, int node) {
    return placed.stream().filter(slot -> slot.getFirst() == node).count();
  }

  private static Map<Integer, Load> empty(int nodes) {
    Map<Integer, Load> loads = new HashMap<>();
    for (int node = 1; node <= nodes; node++) {
      loads.put(node, Load.NONE);
    }
    return loads;
  }
}
