package io.talus.simulation;

import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.WriterLimits;
import io.talus.application.snapshot.SnapshotFigures;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.GroupHistory.Command;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * Three nodes that elect their leaders, of which the last one is away for more than the log keeps.
 * At every step nobody has more snapshots under way than a node may.
 */
final class AbsentNode {
  static final int SLOTS = Circumstances.TABLE_SLOTS;

  /** So much of the log is kept: some dozens of writes. */
  private static final long LOG_BYTES = 4_000;

  /** A log is given up in steps, as whole segments, and there is a ballast beside it. */
  private static final int LITTLE_LOGS = 4;

  private static final int NODES = 3;
  private static final int KEYS = 16;
  private static final int STEPS_MAX = 1_000_000;
  private static final int AT_ONCE_MAX = 2;

  /** Of segments as small as they may be. */
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          FsyncPolicy.ALWAYS,
          1,
          0,
          512,
          new WriterLimits(512, 1024, 256, 10, 4 << 20),
          Long.MAX_VALUE / 2,
          0,
          Circumstances.BALLAST_BYTES,
          true);

  private final SplittableRandom random;
  private final Trace trace = new Trace();
  private final PeerHub hub;
  private final GroupSetting setting;
  private final GroupHistory history = new GroupHistory();
  private final GroupClocks clocks;
  private final List<Machine> machines = new ArrayList<>();
  private final List<ReplicatedNode> running = new ArrayList<>();

  /**
   * All three begin.
   *
   * @param snapshotBytesPerSecond how fast snapshots leave a node; 0 for as fast as it goes
   */
  AbsentNode(SplittableRandom random, long snapshotBytesPerSecond) {
    this.random = random;
    this.hub = new PeerHub(random.split(), (from, to, message) -> {});
    this.setting =
        new GroupSetting(
            NODES,
            CIRCUMSTANCES,
            GroupFault.NONE,
            LOG_BYTES,
            snapshotBytesPerSecond,
            hub,
            Optional.empty(),
            new GroupUnits(trace),
            trace,
            () -> {});
    for (int number = 1; number <= NODES; number++) {
      machines.add(new Machine(random.split(), MachineStore.inMemory(random.split(), 0)));
    }
    this.clocks = new GroupClocks(machines, Optional.empty(), random);
    for (int number = 1; number <= NODES; number++) {
      start(number);
    }
  }

  private void start(int number) {
    running.add(new ReplicatedNode(number, machines.get(number - 1), random.split(), setting));
  }

  /** The last node ends, as a process does that is killed. */
  void goes() {
    hub.close(NODES);
    last().end();
    running.removeLast();
    machines.getLast().crash(Kind.PROCESS);
  }

  /** It starts again on what it has. */
  void comesBack() {
    start(NODES);
  }

  /** The one that is away, or has been. */
  ReplicatedNode last() {
    return running.getLast();
  }

  /** How the snapshots of the last node stand. */
  SnapshotFigures taken() {
    return last().replicas().snapshots();
  }

  /** The figure of both nodes that stay, together. */
  long ofTheOthers(ToLongFunction<SnapshotFigures> figure) {
    return running.subList(0, NODES - 1).stream()
        .mapToLong(node -> figure.applyAsLong(node.replicas().snapshots()))
        .sum();
  }

  /** Writes to all slots; returns when that is acknowledged. */
  void write(int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int key = 0; key < KEYS; key++) {
        write(Command.SET.key(key), key);
      }
    }
  }

  private void write(String name, int key) {
    SlotId slot = Replication.slotOf(ReplicatedNode.TABLE, Bytes.of(name));
    long before = history.writes();
    while (history.writes() == before) {
      until(() -> leader(slot).isPresent(), slot + " is not led");
      GroupClient client = new GroupClient(leader(slot).orElseThrow(), history, setting);
      client.call(List.of(history.call(Command.SET, key)));
      until(() -> !client.isBusy(), "not answered: " + client);
      client.disconnect();
    }
  }

  private Optional<ReplicatedNode> leader(SlotId slot) {
    return running.stream().filter(node -> node.serves(slot)).findFirst();
  }

  /** Whether the nodes that stay have given up what they need not keep. */
  boolean haveLittleLog() {
    return machines.subList(0, NODES - 1).stream()
        .allMatch(machine -> machine.logBytes() < LITTLE_LOGS * LOG_BYTES);
  }

  /** Whether all that run hold the same. */
  boolean areAllAlike() {
    return ReplicatedNode.slots().stream()
        .allMatch(
            slot ->
                leader(slot).isPresent()
                    && running.stream()
                        .allMatch(
                            node ->
                                node.store()
                                    .applied(slot)
                                    .equals(leader(slot).orElseThrow().last(slot))));
  }

  long passedMillis() {
    return clocks.passedMillis();
  }

  /** Goes on until something is so. */
  void until(BooleanSupplier done, String otherwise) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == STEPS_MAX) {
        throw trace.failure("%s%n%s", otherwise, figures());
      }
      step();
    }
  }

  /** Whether nothing is left to be done before time passes. */
  boolean rests() {
    for (int i = 0; i < STEPS_MAX; i++) {
      if (!hub.deliverOne() && running.stream().noneMatch(node -> node.work(random))) {
        return true;
      }
    }
    return false;
  }

  private void step() {
    boolean worked =
        random.nextInt(3) == 0
            ? hub.deliverOne()
            : running.get(random.nextInt(running.size())).work(random);
    if (!worked && random.nextInt(3) == 0) {
      clocks.pass(random, true);
    }
    for (ReplicatedNode node : running) {
      SnapshotFigures figures = node.replicas().snapshots();
      // There is one node only that lacks anything.
      if (figures.sending() > 1 || figures.receiving() > AT_ONCE_MAX) {
        throw trace.failure("%d: too many snapshots at once: %s", node.number(), figures);
      }
    }
  }

  private String figures() {
    return running.stream()
        .map(node -> node.number() + ": " + node.replicas().snapshots() + "\n")
        .reduce("", String::concat);
  }
}
