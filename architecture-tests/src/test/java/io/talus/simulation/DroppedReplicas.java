package io.talus.simulation;

import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * The end of a group whose leaders are appointed: its table is dropped while nodes come and go, and
 * nothing of it remains in any store, though nobody starts again for that.
 */
final class DroppedReplicas {
  private static final int STEPS_MAX = 400_000;
  private static final int CRASHES_MAX = 3;
  private static final int CRASH_ONCE_IN = 500;

  private final GroupSetting setting;
  private final List<ReplicatedNode> nodes;
  private final SplittableRandom random;

  DroppedReplicas(GroupSetting setting, List<ReplicatedNode> nodes, SplittableRandom random) {
    this.setting = setting;
    this.nodes = nodes;
    this.random = random;
  }

  /**
   * Drops the table, and waits.
   *
   * @param step lets something happen that does not fail
   * @param restart ends a process, or its machine, and starts it again
   */
  void run(Runnable step, ObjIntConsumer<Kind> restart) {
    setting.metadata().orElseThrow().dropTable();
    int crashes = random.nextInt(CRASHES_MAX + 1);
    for (int i = 0; crashes > 0 || nodes.stream().anyMatch(DroppedReplicas::hasSomething); i++) {
      if (i == STEPS_MAX) {
        throw setting.trace().failure("of a dropped table there is left: %s", left());
      }
      if (crashes > 0 && random.nextInt(CRASH_ONCE_IN) == 0) {
        crashes--;
        Kind kind = random.nextBoolean() ? Kind.PROCESS : Kind.MACHINE;
        restart.accept(kind, 1 + random.nextInt(nodes.size()));
      }
      step.run();
    }
  }

  private static boolean hasSomething(ReplicatedNode node) {
    return keys(node) > 0 || hasTable(node);
  }

  private static boolean hasTable(ReplicatedNode node) {
    return node.replicas().slots().stream().anyMatch(slot -> slot.table() == ReplicatedNode.TABLE);
  }

  private static long keys(ReplicatedNode node) {
    return node.store().slots().entrySet().stream()
        .filter(slot -> slot.getKey().table() == ReplicatedNode.TABLE)
        .mapToLong(slot -> slot.getValue().keys())
        .sum();
  }

  private List<String> left() {
    return nodes.stream()
        .map(
            node ->
                "%d: %d keys, replicas %s"
                    .formatted(node.number(), keys(node), node.replicas().slots()))
        .toList();
  }
}
