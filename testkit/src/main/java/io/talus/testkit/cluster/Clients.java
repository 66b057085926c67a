package io.talus.testkit.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * Clients that write and read a few keys, one operation at a time each, and remember what came of
 * it.
 */
final class Clients {
  private static final int CLIENTS = 4;
  private static final int KEYS = 2;
  private static final int TIMEOUT_MILLIS = 800;
  private static final int REST_MILLIS_MAX = 40;
  private static final int SLOW_REST_MILLIS_MAX = 400;

  private final Cluster cluster;
  private final long restMillisMax;
  private final List<Operation> history = new ArrayList<>();
  private boolean stopped;
  private long lastValue;

  Clients(Cluster cluster) {
    this.cluster = cluster;
    this.restMillisMax = cluster.random().nextInt(4) == 0 ? SLOW_REST_MILLIS_MAX : REST_MILLIS_MAX;
  }

  void start() {
    for (int client = 0; client < CLIENTS; client++) {
      restThenGoOn();
    }
  }

  void stop() {
    stopped = true;
  }

  List<Operation> history() {
    return history;
  }

  private void restThenGoOn() {
    cluster.time().in(cluster.random().nextLong(1, restMillisMax), this::next);
  }

  private void next() {
    if (!stopped) {
      int slot = cluster.random().nextInt(cluster.slots());
      Operation operation = send(slot, target(slot), cluster.random().nextBoolean());
      await(operation, cluster.now() + TIMEOUT_MILLIS);
    }
  }

  /** Sends an operation to the leader of a slot that has one. */
  Operation send(int slot, boolean write) {
    int leader = cluster.leader(slot).orElseThrow().key().member().node();
    return send(slot, cluster.node(leader), write);
  }

  private Operation send(int slot, SimulatedNode node, boolean write) {
    int key = cluster.random().nextInt(KEYS);
    lastValue++;
    Operation operation =
        new Operation(
            slot,
            key,
            write,
            write ? lastValue : 0,
            cluster.now(),
            cluster.invariants().acknowledged(slot, key));
    history.add(operation);
    cluster.reply(() -> node.run(() -> node.request(operation)));
    return operation;
  }

  /**
   * Any node that believes to lead, or sometimes another: that is where a stale read would come
   * from.
   */
  private SimulatedNode target(int slot) {
    List<SimulatedNode> believers =
        cluster.nodes().stream()
            .filter(node -> node.replica(slot).filter(r -> r.machine().isLeader()).isPresent())
            .toList();
    boolean anybody = believers.isEmpty() || cluster.random().nextInt(20) == 0;
    List<SimulatedNode> among = anybody ? cluster.nodes() : believers;
    return among.get(cluster.random().nextInt(among.size()));
  }

  private void await(Operation operation, long deadline) {
    if (operation.outcome() == Operation.Outcome.OPEN && cluster.now() < deadline) {
      cluster.time().in(2, () -> await(operation, deadline));
      return;
    }
    operation.ended(Operation.Outcome.UNKNOWN);
    restThenGoOn();
  }
}
