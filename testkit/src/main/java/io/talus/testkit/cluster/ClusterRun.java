package io.talus.testkit.cluster;

import io.talus.domain.replication.replica.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One seed: a cluster lives through some seconds of faults, recovers, and is looked at as a whole.
 */
final class ClusterRun {
  private static final int TROUBLE_MILLIS = 8000;

  /** Two failovers, with what the restarted wait out, fit in twice. */
  private static final int RECOVERY_MILLIS = 8000;

  /** What is on its way arrives. */
  private static final int QUIET_MILLIS = 1000;

  private final Cluster cluster;
  private final Clients clients;
  private final Mover mover;
  private final Chaos chaos;

  ClusterRun(RandomGenerator random, ClusterRules rules) {
    this(random, rules, ClusterTrace.NONE);
  }

  ClusterRun(RandomGenerator random, ClusterRules rules, ClusterTrace trace) {
    int nodes = random.nextInt(3, 6);
    cluster = new Cluster(nodes, random.nextInt(1, 3), random, node -> random, rules);
    cluster.trace(trace);
    clients = new Clients(cluster);
    mover = new Mover(cluster);
    chaos = new Chaos(cluster, mover);
    cluster.appendEntriesMax(
        random.nextBoolean() ? random.nextInt(1, 5) : Timing.APPEND_ENTRIES_MAX);
    cluster.links().weather(0, 0, 5);
    cluster.replyMillisMax(5);
    for (SimulatedNode node : cluster.nodes()) {
      node.clocks(random.nextDouble(0.98, 1.02), random.nextLong(1_000_000));
      node.disk(random.nextInt(2, 20));
    }
  }

  /** Throws when something does not hold. */
  void run() {
    cluster.start(3);
    clients.start();
    mover.start();
    chaos.start();
    cluster.time().runUntil(TROUBLE_MILLIS);
    chaos.end();
    mover.settle();
    cluster.time().runUntil(TROUBLE_MILLIS + RECOVERY_MILLIS - 2 * QUIET_MILLIS);
    clients.stop();
    cluster.time().runUntil(TROUBLE_MILLIS + RECOVERY_MILLIS - QUIET_MILLIS);
    List<Operation> last = new ArrayList<>();
    for (int slot = 0; slot < cluster.slots(); slot++) {
      check(cluster.leader(slot).isPresent(), "nobody leads slot " + slot);
      last.add(clients.send(slot, true));
      last.add(clients.send(slot, false));
    }
    cluster.time().runUntil(TROUBLE_MILLIS + RECOVERY_MILLIS);
    last.forEach(
        operation ->
            check(operation.outcome() == Operation.Outcome.DONE, operation + " was not done"));
    for (int slot = 0; slot < cluster.slots(); slot++) {
      checkConverged(slot);
    }
    Histories.check(clients.history());
  }

  /** What clients did, and what came of it. */
  List<Operation> history() {
    return clients.history();
  }

  private void checkConverged(int slot) {
    SimulatedReplica leader = cluster.leader(slot).orElseThrow();
    for (SimulatedNode node : cluster.nodes()) {
      Optional<SimulatedReplica> replica =
          node.replica(slot).filter(r -> leader.machine().membership().contains(r.key().member()));
      if (replica.isPresent()) {
        check(
            replica.get().store().equals(leader.store()),
            replica.get().key()
                + " holds "
                + replica.get().store()
                + ", the leader "
                + leader.store());
        check(
            replica.get().machine().wakeAt() == Long.MAX_VALUE,
            replica.get().key() + " does not rest");
      }
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
