package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.application.gate.ReplicatedSlots;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.WriterLimits;
import io.talus.commands.differential.Call;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A node that a test tells what happens, one thing after the other. */
final class Scenario {
  private static final long MEGABYTES = 1 << 20;
  private static final long SEGMENT_BYTES = 4096;
  private static final int STEP_MILLIS = 5;
  private static final int STEPS_MAX = 10_000;

  private final Circumstances circumstances;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Machine machine;
  private final Witness witness;
  private NodeProcess node;
  private SimulatedConnection connection;

  Scenario(FsyncPolicy fsync) {
    this(fsync, Long.MAX_VALUE / 2, MachineStore.inMemory(new SplittableRandom(1), 0));
  }

  /**
   * With a store of its own.
   *
   * @param residentBytes what resident keys may take
   */
  Scenario(FsyncPolicy fsync, long residentBytes, MachineStore store) {
    circumstances =
        new Circumstances(
            fsync,
            1,
            0,
            SEGMENT_BYTES,
            WriterLimits.forHeap(MEGABYTES * 64, MEGABYTES * 64),
            residentBytes,
            0,
            Circumstances.BALLAST_BYTES,
            false);
    machine = new Machine(random, store);
    witness = new Witness(machine.clock(), new Trace(), new Tally());
    node = new NodeProcess(machine, circumstances, random, witness, null);
    connection = node.connect("client");
    pass(1000);
  }

  Machine machine() {
    return machine;
  }

  /** What replication does to the node's slots. */
  ReplicatedSlots replicated() {
    return node.replicated();
  }

  /** Ends the process, or the machine, and starts the next process. */
  void crash(Kind kind) {
    if (kind == Kind.MACHINE) {
      witness.machineFailed();
    }
    machine.crash(kind);
    node = new NodeProcess(machine, circumstances, random, witness, null);
    connection = node.connect("client");
  }

  /** Lets time pass, and the node work. */
  void pass(long millis) {
    long end = machine.clock().nowMillis() + millis;
    while (machine.clock().nowMillis() < end) {
      work();
      machine.clock().advance(STEP_MILLIS);
    }
    work();
  }

  private void work() {
    while (node.isBusy()) {
      node.loop().runTimer();
      node.loop().runPosted();
      node.readers().runOne();
      node.syncThread().runOne();
      node.writerThread().runOne();
    }
  }

  /** Lets the copier begin and end what it has to do; whether there was anything. */
  boolean copy() {
    return node.copier().runOne();
  }

  /** Sends a command and waits for its reply. */
  Reply ask(String... words) {
    send(words);
    for (int i = 0; !connection.isIdle(); i++) {
      if (i == STEPS_MAX) {
        throw new AssertionError(connection.toString());
      }
      pass(STEP_MILLIS);
    }
    return connection.lastReply();
  }

  /** Sets so many keys, {@code key:0} and on, and waits until the store has them. */
  void store(int keys, int valueBytes) {
    for (int i = 0; i < keys; i++) {
      ask("SET", "key:" + i, "v".repeat(valueBytes));
    }
    pass(10_000);
  }

  /** Sends a command; nothing else happens yet. */
  void send(String... words) {
    connection.deliver(List.of(Call.exact(words)));
  }

  /**
   * While a reader is in the midst of a read another client's command, which needs none, is run.
   */
  void meanwhile(String... words) {
    node.connect("another").deliver(List.of(Call.exact(words)));
    while (node.loop().isBusy() || node.syncThread().isBusy() || node.writerThread().isBusy()) {
      node.loop().runTimer();
      node.loop().runPosted();
      node.syncThread().runOne();
      node.writerThread().runOne();
    }
  }

  /** Sends commands without spaces in their words in one go; nothing else happens yet. */
  void sendAll(String... lines) {
    connection.deliver(Stream.of(lines).map(line -> Call.exact(line.split(" "))).toList());
  }

  int callsUnderWay() {
    return connection.callsUnderWay();
  }

  Reply lastReply() {
    return connection.lastReply();
  }

  boolean hasReply() {
    return connection.isIdle();
  }
}
