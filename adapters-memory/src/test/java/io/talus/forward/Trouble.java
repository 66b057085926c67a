package io.talus.forward;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What happens to a cluster while it works: slots change hands, connections break. */
final class Trouble {
  private static final int MOVING_SLOTS = 4;

  private final TestCluster cluster;
  private final Set<Integer> resigned = new HashSet<>();

  Trouble(TestCluster cluster) {
    this.cluster = cluster;
  }

  void happens() {
    RandomGenerator random = cluster.random();
    int one = random.nextInt(TestCluster.NODES);
    int other = (one + 1) % TestCluster.NODES;
    switch (random.nextInt(8)) {
      case 0 -> resign(random.nextInt(MOVING_SLOTS));
      case 1, 2 -> lead(random.nextInt(MOVING_SLOTS));
      case 3 -> cut(one, other);
      case 4, 5 -> heal(one, other);
      default -> {
        // A quiet moment.
      }
    }
  }

  private void resign(int slot) {
    if (resigned.add(slot)) {
      cluster.resign(slot);
    }
  }

  private void lead(int slot) {
    if (!resigned.remove(slot)) {
      cluster.resign(slot);
    }
    cluster.lead(slot, cluster.random().nextInt(TestCluster.NODES));
  }

  private void cut(int one, int other) {
    if (!cluster.cables().isCut(one, other)) {
      cluster.cables().cut(one, other);
    }
  }

  private void heal(int one, int other) {
    if (cluster.cables().isCut(one, other) && cluster.cables().isNoticed(one, other)) {
      cluster.cables().heal(one, other);
    }
  }

  /** All is well from now on. */
  void ends() {
    for (int slot : Set.copyOf(resigned)) {
      lead(slot);
    }
    for (int one = 0; one < TestCluster.NODES; one++) {
      int lost = one;
      int other = (one + 1) % TestCluster.NODES;
      cluster.schedule().until("both have noticed", () -> cluster.cables().isNoticed(lost, other));
      heal(one, other);
    }
  }
}
