package io.talus.simulation;

import io.talus.application.port.BinlogException;
import io.talus.testkit.simulation.SimulatedCrash;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong, and what ends it again. */
final class Faults {
  private static final int OPERATIONS_MAX = 12;

  /** A file takes five: made, three appends or so, synced. */
  private static final int ROLLBACK_OPERATIONS_MAX = 6;

  private static final int BYTES_LEFT_MAX = 3000;

  private final SplittableRandom random;
  private final Machine machine;
  private final Trace trace;
  private boolean writerIsSlow;

  Faults(SplittableRandom random, Machine machine, Trace trace) {
    this.random = random;
    this.machine = machine;
    this.trace = trace;
  }

  boolean isWriterSlow() {
    return writerIsSlow;
  }

  void afterCrash() {
    writerIsSlow = false;
  }

  void strike(NodeProcess node, List<Client> clients) {
    switch (random.nextInt(12)) {
      case 0 -> throw new SimulatedCrash(kind(), "at some moment");
      case 1, 2 -> crashSoon();
      case 3 -> fillDisk();
      case 4, 5 -> {
        trace.add("fault: none any more");
        machine.heal();
        writerIsSlow = false;
      }
      case 6 -> {
        trace.add("fault: the next sync fails");
        machine.failNextSync();
      }
      case 7 -> {
        trace.add("fault: the writer is slow");
        writerIsSlow = true;
      }
      case 8 -> reconnect(node, clients.get(random.nextInt(clients.size())));
      case 9, 10 -> node.flushSoon();
      default -> stop(node);
    }
  }

  private Kind kind() {
    return random.nextBoolean() ? Kind.PROCESS : Kind.MACHINE;
  }

  private void crashSoon() {
    int operations = 1 + random.nextInt(OPERATIONS_MAX);
    Kind kind = kind();
    trace.add("fault: %s ends with the operation %d of the disk", kind, operations);
    machine.disk().crashAfter(operations, kind);
    if (random.nextInt(4) == 0) {
      machine.rollback().crashAfter(1 + random.nextInt(ROLLBACK_OPERATIONS_MAX), kind);
    }
  }

  private void fillDisk() {
    int left = random.nextInt(BYTES_LEFT_MAX);
    trace.add("fault: the disk takes only %d bytes more", left);
    machine.fill(left);
  }

  private void reconnect(NodeProcess node, Client client) {
    trace.add("fault: a client goes away");
    client.connection().disconnect();
    client.connect(node);
  }

  private void stop(NodeProcess node) {
    trace.add("the node is stopped");
    machine.heal();
    try {
      node.stop();
    } catch (BinlogException failed) {
      if (!machine.maySyncFail()) {
        throw failed;
      }
      throw new SimulatedCrash(Kind.MACHINE, "not stopped: " + failed.getMessage());
    }
    throw new SimulatedCrash(Kind.PROCESS, "stopped");
  }
}
