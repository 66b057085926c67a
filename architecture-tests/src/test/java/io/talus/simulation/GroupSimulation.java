package io.talus.simulation;

import io.talus.testkit.linear.Linearizability;
import io.talus.testkit.linear.Linearizability.Verdict;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Three nodes that replicate their slots to each other, on disks that fail, over a network that
 * loses connections: the whole product but for its sockets, in one thread.
 *
 * <p>What clients were told must be linearizable; and when nothing fails any more, every slot is
 * led, takes writes, and is the same everywhere.
 */
final class GroupSimulation {
  private static final int NODES = 3;
  private static final int CLIENTS = 4;
  private static final int KEYS = 8;
  private static final int STARTS_MAX = 100;
  private static final int QUIET_STEPS_MAX = 400_000;
  private static final long BUDGET = 2_000_000;

  /** So little of the log is kept in half of the runs: who was away needs a snapshot. */
  private static final long LOG_BYTES = 2_000;

  private final Circumstances circumstances;
  private final GroupFault fault;
  private final SplittableRandom random;
  private final Trace trace = new Trace();
  private final PeerHub hub;
  private final List<Machine> machines = new ArrayList<>();
  private final List<ReplicatedNode> nodes = new ArrayList<>();
  private final GroupClient.History history = new GroupClient.History();
  private final List<GroupClient> clients = new ArrayList<>();
  private final Set<Integer> paused = new HashSet<>();
  private final long logBytes;
  private long installed;

  GroupSimulation(Circumstances circumstances, GroupFault fault, SplittableRandom random) {
    this.fault = fault;
    this.circumstances = circumstances;
    this.random = random;
    this.hub = new PeerHub(random.split());
    this.logBytes = random.nextBoolean() ? LOG_BYTES : Long.MAX_VALUE / 2;
    trace.add("%s, %d bytes of the log", circumstances, logBytes);
    for (int number = 1; number <= NODES; number++) {
      machines.add(
          new Machine(
              random.split(), MachineStore.inMemory(random.split(), circumstances.coldShare())));
    }
    for (int number = 1; number <= NODES; number++) {
      nodes.add(start(number));
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(connect(1 + i % NODES));
    }
  }

  /** How many snapshots were installed. */
  long snapshots() {
    return installed + nodes.stream().mapToLong(node -> node.replicas().snapshotsInstalled()).sum();
  }

  GroupClient.History history() {
    return history;
  }

  void run() {
    for (int i = 0; i < circumstances.steps(); i++) {
      step();
    }
    settle();
    history
        .keys()
        .forEach(
            (key, operations) -> {
              Verdict verdict = Linearizability.check(operations, BUDGET);
              if (verdict != Verdict.LINEARIZABLE) {
                throw trace.failure("the history of %s is %s: %s", key, verdict, operations);
              }
            });
  }

  // ---------------------------------------------------------------------------------------------

  private ReplicatedNode start(int number) {
    Machine machine = machines.get(number - 1);
    for (int i = 0; i < STARTS_MAX; i++) {
      try {
        return new ReplicatedNode(
            number, machine, circumstances, random.split(), logBytes, hub, NODES, fault, trace);
      } catch (SimulatedCrash crash) {
        trace.add("%d: crash while starting: %s", number, crash.getMessage());
        machine.crash(crash.kind());
      }
    }
    throw trace.failure("%d does not start", number);
  }

  private GroupClient connect(int number) {
    return new GroupClient(nodes.get(number - 1), history, fault, trace);
  }

  private void step() {
    int fault = random.nextInt(16_000);
    if (fault < 8) {
      strike(fault);
    } else if (random.nextInt(4) == 0) {
      play();
    } else if (random.nextInt(3) == 0) {
      hub.deliverOne();
    } else {
      work();
    }
  }

  private void strike(int fault) {
    int number = 1 + random.nextInt(NODES);
    int other = 1 + random.nextInt(NODES);
    switch (fault) {
      case 0, 1 -> restart(number, random.nextBoolean() ? Kind.MACHINE : Kind.PROCESS);
      case 2 -> machines.get(number - 1).disk().crashAfter(1 + random.nextInt(20), Kind.MACHINE);
      case 3 -> {
        trace.add("cut from %d to %d", number, other);
        hub.cut(number, other);
      }
      case 4, 5 -> {
        trace.add("the network is whole");
        hub.healAll();
      }
      case 6 -> {
        trace.add("%d stands still", number);
        paused.add(number);
      }
      default -> paused.clear();
    }
  }

  private void play() {
    int at = random.nextInt(CLIENTS);
    GroupClient client = clients.get(at);
    if (random.nextInt(client.isBusy() ? 200 : 20) == 0) {
      int next = 1 + random.nextInt(NODES);
      client.disconnect();
      guarded(next, () -> clients.set(at, connect(next)));
    } else if (!client.isBusy()) {
      guarded(
          client.node(),
          () -> {
            String key = "key:" + random.nextInt(KEYS);
            if (random.nextBoolean()) {
              client.set(key);
            } else {
              client.get(key);
            }
          });
    }
  }

  private void work() {
    ReplicatedNode node = nodes.get(random.nextInt(NODES));
    boolean worked =
        !paused.contains(node.number()) && guarded(node.number(), () -> node.work(random));
    if (!worked && random.nextInt(3) == 0) {
      letTimePass();
    }
  }

  /** Mostly as much as a fast machine needs for what there is to do; seldom a long while. */
  private void letTimePass() {
    long passing = random.nextInt(4000) == 0 ? random.nextInt(3000) : random.nextInt(3);
    machines.forEach(machine -> machine.clock().advance(passing));
  }

  private boolean guarded(int number, BooleanSupplier what) {
    try {
      return what.getAsBoolean();
    } catch (SimulatedCrash crash) {
      trace.add("%d: crash: %s", number, crash.getMessage());
      restart(number, crash.kind());
      return true;
    }
  }

  private void guarded(int number, Runnable what) {
    guarded(
        number,
        () -> {
          what.run();
          return true;
        });
  }

  private void restart(int number, Kind kind) {
    trace.add("%d: restart after the end of the %s", number, kind);
    hub.close(number);
    installed += nodes.get(number - 1).replicas().snapshotsInstalled();
    paused.remove(number);
    machines.get(number - 1).crash(kind);
    for (GroupClient client : clients) {
      if (client.node() == number) {
        client.disconnect();
      }
    }
    nodes.set(number - 1, start(number));
    for (int i = 0; i < CLIENTS; i++) {
      int at = i;
      if (clients.get(at).hasEnded()) {
        guarded(number, () -> clients.set(at, connect(number)));
      }
    }
  }

  // ---------------------------------------------------------------------------------------------

  /** Nothing fails any more. */
  private void settle() {
    trace.add("nothing fails any more");
    hub.healAll();
    paused.clear();
    machines.forEach(Machine::heal);
    quiet(() -> clients.stream().noneMatch(GroupClient::isBusy), () -> "a client waits");
    quiet(this::areAllLed, () -> "a slot has no leader: " + differences());
    for (int i = 0; i < KEYS; i++) {
      writeThrough("key:" + i);
    }
    quiet(this::areAllAlike, this::differences);
  }

  private boolean areAllLed() {
    return ReplicatedNode.slots().stream()
        .allMatch(slot -> nodes.stream().anyMatch(node -> node.replicas().servesReads(slot)));
  }

  /** Writes to whoever leads, again and again. */
  private void writeThrough(String key) {
    int before = history.acknowledged;
    for (int i = 0; history.acknowledged == before; i++) {
      if (i > 100) {
        throw trace.failure("%s cannot be written", key);
      }
      for (ReplicatedNode node : nodes) {
        if (history.acknowledged == before) {
          GroupClient client = new GroupClient(node, history, fault, trace);
          client.set(key);
          quiet(() -> !client.isBusy(), () -> "a write is not answered");
          client.disconnect();
          for (int j = 0; j < 200; j++) {
            goOn();
          }
        }
      }
    }
  }

  private boolean areAllAlike() {
    return ReplicatedNode.slots().stream()
        .allMatch(
            slot ->
                nodes.stream().map(node -> node.last(slot)).distinct().count() == 1
                    && nodes.stream()
                        .allMatch(node -> node.store().applied(slot).equals(node.last(slot))));
  }

  private String differences() {
    StringBuilder text = new StringBuilder();
    for (ReplicatedNode node : nodes) {
      ReplicatedNode.slots()
          .forEach(
              slot ->
                  text.append(
                      "%d: slot %d: %s, the store has %s%n"
                          .formatted(
                              node.number(),
                              slot.slot(),
                              node.replicas().figures(slot),
                              node.store().applied(slot))));
    }
    return text.toString();
  }

  private void quiet(BooleanSupplier done, Supplier<String> what) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == QUIET_STEPS_MAX) {
        throw trace.failure("nothing more happens: %s", what.get());
      }
      goOn();
    }
  }

  private void goOn() {
    if (random.nextInt(3) == 0) {
      hub.deliverOne();
    } else {
      work();
    }
  }
}
