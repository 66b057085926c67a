package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.application.port.BinlogException;
import io.talus.application.port.DiskException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.GroupHistory.Call;
import io.talus.simulation.GroupHistory.Command;
import io.talus.testkit.simulation.Happenings;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Three nodes that replicate their slots to each other, on disks that fail, over a network that
 * loses connections: the whole product but for its sockets, in one thread. They elect their
 * leaders, or a manager among them appoints them.
 *
 * <p>Where they are elected, what clients were told must be linearizable. Where they are appointed,
 * nobody serves who was replaced, each reply fits the log of its leader, and what was acknowledged
 * is there or in a rollback file. And when nothing fails any more, every slot is led, takes writes,
 * and is the same everywhere.
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
  private static final int TROUBLE_ONCE_IN = 16_000;

  /** A lease or two, and what a manager needs to find out, several times over. */
  private static final long LED_MILLIS_MAX = 60_000;

  /** So little of the log is kept in half of the runs: who was away needs a snapshot. */
  private static final long LOG_BYTES = 2_000;

  private final GroupSetting setting;
  private final boolean calm;
  private final SplittableRandom random;
  private final Trace trace = new Trace();
  private final GroupUnits units = new GroupUnits(trace);
  private final GroupPromises promises = new GroupPromises(trace);
  private final PeerHub hub;
  private final List<Machine> machines = new ArrayList<>();
  private final List<ReplicatedNode> nodes = new ArrayList<>();
  private final GroupHistory history = new GroupHistory();
  private final List<GroupClient> clients = new ArrayList<>();
  private final GroupTrouble trouble;
  private final GroupClocks clocks;
  private final Optional<WrittenAppointments> appointments;
  private long installed;
  private long elections;
  private long crashes;

  GroupSimulation(
      GroupKind kind, Circumstances circumstances, GroupFault fault, SplittableRandom random) {
    this.random = random;
    this.calm = kind.calm();
    this.hub = new PeerHub(random.split(), promises);
    long logBytes = random.nextBoolean() ? LOG_BYTES : Long.MAX_VALUE / 2;
    trace.add("%s, %s, %d bytes of the log", kind, circumstances, logBytes);
    for (int number = 1; number <= NODES; number++) {
      machines.add(
          new Machine(
              random.split(), MachineStore.inMemory(random.split(), circumstances.coldShare())));
    }
    Optional<GroupMetadata> metadata =
        kind.appoints() ? Optional.of(new GroupMetadata(NODES)) : Optional.empty();
    setting =
        new GroupSetting(
            NODES,
            circumstances,
            fault,
            logBytes,
            0,
            hub,
            metadata,
            units,
            trace,
            () -> elections++);
    clocks = new GroupClocks(machines, metadata, random);
    trouble = new GroupTrouble(random, setting, machines, this::restart);
    for (int number = 1; number <= NODES; number++) {
      nodes.add(start(number));
    }
    appointments = metadata.map(each -> new WrittenAppointments(each, nodes, trace));
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(connect(1 + i % NODES));
    }
  }

  private long snapshots() {
    return installed
        + nodes.stream().mapToLong(node -> node.replicas().snapshots().installed()).sum();
  }

  /**
   * Lives through what the chance brings; returns what happened.
   *
   * @throws AssertionError if something does not hold
   */
  Happenings run() {
    for (int i = 0; i < setting.circumstances().steps(); i++) {
      step();
      appointments.ifPresent(WrittenAppointments::look);
    }
    settle();
    long lost =
        setting.metadata().isPresent()
            ? new GroupEnd(setting, machines, this::led).lost(crashes)
            : 0;
    if (setting.metadata().isPresent()) {
      new DroppedReplicas(setting, nodes, random)
          .run(this::goOnAnyhow, (kind, number) -> restart(number, kind));
    }
    return new Happenings(elections, crashes, snapshots(), history.writes(), history.reads(), lost);
  }

  // ---------------------------------------------------------------------------------------------

  private ReplicatedNode start(int number) {
    Machine machine = machines.get(number - 1);
    for (int i = 0; i < STARTS_MAX; i++) {
      try {
        ReplicatedNode begun = new ReplicatedNode(number, machine, random.split(), setting);
        promises.begun(begun);
        return begun;
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
    return new GroupClient(nodes.get(number - 1), history, setting);
  }

  private void step() {
    int kind = random.nextInt(TROUBLE_ONCE_IN);
    if (kind < trouble.kinds() && !calm) {
      trouble.strike(kind);
    } else if (random.nextInt(4) == 0) {
      play();
    } else if (random.nextInt(3) == 0) {
      hub.deliverOne();
    } else {
      work();
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
        !trouble.standsStill(node.number()) && guarded(node.number(), () -> node.work(random));
    if (!worked && random.nextInt(3) == 0) {
      clocks.pass(random, calm);
    }
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
    installed += nodes.get(number - 1).replicas().snapshots().installed();
    trouble.begun(number);
    nodes.get(number - 1).end();
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
    trouble.end();
    long begun = clocks.passedMillis();
    quiet(
        () -> clients.stream().noneMatch(GroupClient::isBusy),
        () -> "a client waits: " + waiting());
    quiet(this::areAllLed, () -> "a slot has no leader: " + differences());
    if (clocks.passedMillis() - begun > LED_MILLIS_MAX) {
      fail("slots were led only after %d ms".formatted(clocks.passedMillis() - begun));
    }
    for (int i = 0; i < KEYS; i++) {
      writeThrough(i);
    }
    quiet(this::areAllAlike, this::differences);
    if (setting.metadata().isPresent()) {
      GroupHistory.keys(KEYS, KEYS_OF_ADDITIONS).forEach(this::lookAt);
    } else {
      history.contradiction().ifPresent(this::fail);
      history.added().forEach(this::look);
    }
  }

  private String waiting() {
    return clients.stream().filter(GroupClient::isBusy).toList() + "\n" + differences();
  }

  private boolean areAllLed() {
    return ReplicatedNode.slots().stream().allMatch(slot -> leader(slot).isPresent());
  }

  private Optional<ReplicatedNode> leader(SlotId slot) {
    return nodes.stream().filter(node -> node.serves(slot)).findFirst();
  }

  /** Who leads the slot, as soon as somebody does: leaders are still spread. */
  private ReplicatedNode led(SlotId slot) {
    quiet(() -> leader(slot).isPresent(), () -> slot + " is not led");
    return leader(slot).orElseThrow();
  }

  private static SlotId slotOf(String key) {
    return Replication.slotOf(ReplicatedNode.TABLE, Bytes.of(key));
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

  /** At the end, a key is what the log of its leader says. */
  private void lookAt(String key) {
    SlotId slot = slotOf(key);
    Reply found =
        atSomeNode(
            client -> client.ask(GroupHistory.look(key)),
            reply -> !(reply instanceof Reply.Error),
            key + " cannot be read");
    LogPosition end = led(slot).last(slot);
    GroupHistory.contradiction(key, found, units.calls(slot, end, key)).ifPresent(this::fail);
  }

  /** Asks one node after the other, again and again. */
  private Reply atSomeNode(Consumer<GroupClient> asks, Predicate<Reply> isDone, String otherwise) {
    for (int i = 0; i < ROUNDS_MAX; i++) {
      for (ReplicatedNode node : nodes) {
        GroupClient client = new GroupClient(node, history, setting);
        asks.accept(client);
        quiet(() -> !client.isBusy(), () -> "not answered: " + client + differences());
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
        .allMatch(slot -> leader(slot).filter(node -> areAlike(slot, node)).isPresent());
  }

  private boolean areAlike(SlotId slot, ReplicatedNode leader) {
    LogPosition last = leader.last(slot);
    return nodes.stream()
        .allMatch(node -> node.last(slot).equals(last) && node.store().applied(slot).equals(last));
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
    appointments.ifPresent(WrittenAppointments::look);
    goOnAnyhow();
  }

  private void goOnAnyhow() {
    if (random.nextInt(3) == 0) {
      hub.deliverOne();
    } else {
      work();
    }
  }
}
