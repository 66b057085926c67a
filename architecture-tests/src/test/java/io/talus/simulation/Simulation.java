package io.talus.simulation;

import io.talus.application.port.BinlogException;
import io.talus.application.port.DiskException;
import io.talus.simulation.Tally.Event;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A node with some clients on a machine that fails.
 *
 * <p>A <em>step</em> runs one task of the loop or of a thread, or lets a client send something, or
 * lets time pass, or is a fault. After a crash the next process starts at once. Whatever commands
 * come to is compared by the {@link Witness}; the {@link Audit} looks at everything there is.
 */
final class Simulation {
  /** Within so many steps every client has its replies once nothing fails any more. */
  private static final int QUIET_STEPS_MAX = 200_000;

  private static final int STARTS_MAX = 100;
  private static final int FAULTS_PER_MILLE = 6;
  private static final int AUDITS_PER_MILLE = 1;

  private final Circumstances circumstances;
  private final SplittableRandom random;
  private final Trace trace = new Trace();
  private final Machine machine;
  private final Witness witness;
  private final Tally tally;
  private final Faults faults;
  private final @Nullable Replication replication;
  private final List<Client> clients = new ArrayList<>();
  private NodeProcess node;

  Simulation(
      Circumstances circumstances, SplittableRandom random, MachineStore store, Tally tally) {
    this.circumstances = circumstances;
    this.random = random;
    this.tally = tally;
    this.machine = new Machine(random.split(), store);
    this.witness = new Witness(machine.clock(), trace, tally);
    this.faults = new Faults(random.split(), machine, trace);
    this.replication =
        circumstances.replicated() ? new Replication(random.split(), witness, tally) : null;
    this.node = start();
    for (int i = 1; i <= circumstances.clients(); i++) {
      clients.add(new Client("client " + i, random.split(), node));
    }
  }

  void run() {
    trace.add("%s", circumstances);
    for (int i = 0; i < circumstances.steps(); i++) {
      survivingCrashes(this::step);
      node.check();
    }
    survivingCrashes(this::settle);
    for (Kind kind : Kind.values()) {
      restart(kind);
      audit();
    }
    if (replication != null) {
      node.stop();
      replication.checkKept(machine.rollback());
    }
  }

  private void survivingCrashes(Runnable what) {
    try {
      what.run();
    } catch (SimulatedCrash crash) {
      trace.add("crash: %s", crash.getMessage());
      restart(crash.kind());
      if (random.nextBoolean()) {
        audit();
      }
    }
  }

  private void step() {
    if (random.nextInt(1000) < FAULTS_PER_MILLE) {
      faults.strike(node, clients);
    } else if (random.nextInt(1000) < AUDITS_PER_MILLE) {
      audit();
    } else if (replication != null && random.nextInt(8) == 0) {
      replication.step(node);
    } else if (random.nextInt(4) == 0) {
      clients.get(random.nextInt(clients.size())).play();
    } else {
      work(faults.isWriterSlow());
    }
  }

  /** Runs one task of the node, or lets some time pass. */
  private void work(boolean writerIsSlow) {
    boolean worked =
        switch (random.nextInt(16)) {
          case 0, 1, 2, 3, 4, 5 -> node.loop().runPosted();
          case 6, 7, 8 -> node.loop().runTimer();
          case 9, 10, 11 -> node.readers().runOne();
          case 12, 13 -> node.syncThread().runOne();
          case 14 -> !writerIsSlow && node.writerThread().runOne();
          default -> false;
        };
    if (!worked && random.nextInt(3) == 0) {
      machine.clock().advance(passing());
    }
  }

  private long passing() {
    return switch (random.nextInt(200)) {
      case 0 -> 200_000;
      case 1, 2, 3 -> random.nextInt(5_000);
      default -> random.nextInt(20);
    };
  }

  /** The next process on the machine; it may fail as it starts. */
  private NodeProcess start() {
    for (int i = 0; i < STARTS_MAX; i++) {
      try {
        return new NodeProcess(machine, circumstances, random.split(), witness, replication);
      } catch (SimulatedCrash crash) {
        trace.add("crash while starting: %s", crash.getMessage());
        fail(crash.kind());
      } catch (BinlogException | DiskException refused) {
        if (!machine.isFull()) {
          AssertionError failure = trace.failure("the node does not start");
          failure.initCause(refused);
          throw failure;
        }
        trace.add("does not start on a full disk: %s", refused.getMessage());
        machine.heal();
      }
    }
    throw trace.failure("does not start");
  }

  /** After a sync that failed, a process that ends takes with it what the machine would. */
  private void fail(Kind ended) {
    Kind kind = machine.maySyncFail() ? Kind.MACHINE : ended;
    tally.add(kind == Kind.MACHINE ? Event.END_OF_MACHINE : Event.END_OF_PROCESS);
    if (kind == Kind.MACHINE) {
      witness.machineFailed();
    }
    machine.crash(kind);
    faults.afterCrash();
  }

  private void restart(Kind kind) {
    trace.add("restart after the end of the %s", kind);
    fail(kind);
    node = start();
    clients.forEach(client -> client.connect(node));
  }

  /** Nothing fails any more: everybody gets the replies that are due. */
  private void settle() {
    machine.heal();
    for (Client client : clients) {
      quiet(client.connection()::isIdle, client.connection()::toString);
    }
    audit();
  }

  /** Looks at everything; nothing fails meanwhile, and no client sends anything. */
  private void audit() {
    machine.heal();
    trace.add("audit");
    tally.add(Event.AUDIT);
    SimulatedConnection auditor = node.connect("auditor");
    witness.auditor(auditor);
    new Audit(auditor, witness, this::quiet)
        .run(clients.stream().allMatch(client -> client.connection().isIdle()));
    auditor.disconnect();
    witness.auditor(null);
  }

  /** Lets the node work until something has come true. */
  private void quiet(BooleanSupplier done, Supplier<String> what) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == QUIET_STEPS_MAX) {
        throw trace.failure("nothing more happens: %s", what.get());
      }
      if (replication != null) {
        replication.commitAll(node);
      }
      work(false);
    }
  }
}
