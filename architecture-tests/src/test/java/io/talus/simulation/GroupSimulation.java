package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.application.port.BinlogException;
import io.talus.application.port.DiskException;
import io.talus.simulation.GroupHistory.Call;
import io.talus.simulation.GroupHistory.Command;
import io.talus.testkit.simulation.Happenings;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
  private static final int KEYS_OF_ADDITIONS = 2;
  private static final int ROUNDS_MAX = 100;
  private static final int STEPS_BETWEEN = 200;
  private static final int PIPELINE_MAX = 4;
  private static final int BYTES_LEFT_MAX = 3_000;

  /** So little of the log is kept in half of the runs: who was away needs a snapshot. */
  private static final long LOG_BYTES = 2_000;

  private final Circumstances circumstances;
  private final GroupFault fault;
  private final SplittableRandom random;
  private final Trace trace = new Trace();
  private final PeerHub hub;
  private final List<Machine> machines = new ArrayList<>();
  private final List<ReplicatedNode> nodes = new ArrayList<>();
  private final GroupHistory history = new GroupHistory();
  private final List<GroupClient> clients = new ArrayList<>();
  private final Set<Integer> paused = new HashSet<>();
  private final long logBytes;
  private long installed;
  private long elections;
  private long crashes;

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

  private long snapshots() {
    return installed + nodes.stream().mapToLong(node -> node.replicas().snapshotsInstalled()).sum();
  }

  /**
   * Lives through what the chance brings; returns what happened.
   *
   * @throws AssertionError if something does not hold
   */
  Happenings run() {
    for (int i = 0; i < circumstances.steps(); i++) {
      step();
    }
    settle();
    history.contradiction().ifPresent(this::fail);
    history.added().forEach(this::look);
    return new Happenings(elections, crashes, snapshots(), history.writes(), history.reads());
  }

  // ---------------------------------------------------------------------------------------------

  private ReplicatedNode start(int number) {
    Machine machine = machines.get(number - 1);
    for (int i = 0; i < STARTS_MAX; i++) {
      try {
        return new ReplicatedNode(
            number,
            machine,
            circumstances,
            random.split(),
            logBytes,
            hub,
            NODES,
            fault,
            trace,
            () -> elections++);
      } catch (SimulatedCrash crash) {
        trace.add("%d: crash while starting: %s", number, crash.getMessage());
        machine.crash(ended(number, crash.kind()));
      } catch (BinlogException | DiskException refused) {
        if (!machine.isFull()) {
          throw refused;
        }
        trace.add("%d: does not start on a full disk: %s", number, refused.getMessage());
        machine.heal();
      }
    }
    throw trace.failure("%d does not start", number);
  }

  private GroupClient connect(int number) {
    return new GroupClient(nodes.get(number - 1), history, fault, trace);
  }

  private void step() {
    int fault = random.nextInt(16_000);
    if (fault < 12) {
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
      case 7 -> paused.clear();
      case 8 -> {
        trace.add("%d: the disk is nearly full", number);
        machines.get(number - 1).fill(random.nextInt(BYTES_LEFT_MAX));
      }
      case 9, 10 -> {
        trace.add("there is room on all disks");
        machines.forEach(Machine::heal);
      }
      default -> {
        trace.add("%d: the next sync fails", number);
        machines.get(number - 1).failNextSync();
      }
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
            List<Call> calls = new ArrayList<>();
            int count = random.nextInt(4) == 0 ? 1 + random.nextInt(PIPELINE_MAX) : 1;
            for (int i = 0; i < count; i++) {
              calls.add(drawCall());
            }
            client.call(calls);
          });
    }
  }

  private Call drawCall() {
    Command[] commands = Command.values();
    return switch (random.nextInt(3)) {
      case 0 -> history.call(Command.SET, random.nextInt(KEYS));
      case 1 -> history.call(Command.GET, random.nextInt(KEYS));
      default ->
          history.call(
              commands[2 + random.nextInt(commands.length - 2)], random.nextInt(KEYS_OF_ADDITIONS));
    };
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

  /** After a sync that failed, a process that ends takes with it what the machine would. */
  private Kind ended(int number, Kind kind) {
    return machines.get(number - 1).maySyncFail() ? Kind.MACHINE : kind;
  }

  private void restart(int number, Kind of) {
    Kind kind = ended(number, of);
    trace.add("%d: restart after the end of the %s", number, kind);
    crashes++;
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
      writeThrough(i);
    }
    quiet(this::areAllAlike, this::differences);
  }

  private boolean areAllLed() {
    return ReplicatedNode.slots().stream()
        .allMatch(slot -> nodes.stream().anyMatch(node -> node.replicas().servesReads(slot)));
  }

  /** Writes to whoever leads, again and again. */
  private void writeThrough(int key) {
    long before = history.writes();
    atSomeNode(
        client -> client.call(List.of(history.call(Command.SET, key))),
        _ -> history.writes() > before,
        "key " + key + " cannot be written");
  }

  /** At the end, what was added to a key is there. */
  private void look(String key) {
    Reply found =
        atSomeNode(
            client -> client.ask(GroupHistory.look(key)),
            reply -> !(reply instanceof Reply.Error),
            key + " cannot be read");
    history.contradiction(key, found).ifPresent(what -> fail(key + ": " + what));
  }

  /** Asks one node after the other, again and again. */
  private Reply atSomeNode(Consumer<GroupClient> asks, Predicate<Reply> isDone, String otherwise) {
    for (int i = 0; i < ROUNDS_MAX; i++) {
      for (ReplicatedNode node : nodes) {
        GroupClient client = new GroupClient(node, history, fault, trace);
        asks.accept(client);
        quiet(() -> !client.isBusy(), () -> "a client is not answered");
        client.disconnect();
        if (isDone.test(client.lastReply())) {
          return client.lastReply();
        }
        for (int j = 0; j < STEPS_BETWEEN; j++) {
          goOn();
        }
      }
    }
    throw trace.failure("%s", otherwise);
  }

  private void fail(String what) {
    throw trace.failure("%s", what);
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
