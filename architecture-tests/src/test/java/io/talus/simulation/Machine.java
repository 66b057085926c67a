package io.talus.simulation;

import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.port.TablesRepository;
import io.talus.testkit.disk.SimulatedDisk;
import io.talus.testkit.simulation.CrashingDisk;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedCrash;
import java.util.SplittableRandom;

/** What outlives a process: the disk with the log, the store, the tables, and time. */
final class Machine {
  private static final long BEGIN_MILLIS = 1_700_000_000_000L;

  private final SimulatedClock clock = new SimulatedClock(BEGIN_MILLIS);
  private final SimulatedDisk disk;
  private final CrashingDisk crashingDisk;
  private final SimulatedDisk rollbackDisk;
  private final CrashingDisk rollback;
  private final MachineStore store;
  private final TablesRepository tables = new MemoryTablesRepository();
  private long starts;
  private boolean full;
  private boolean syncMayFail;

  Machine(SplittableRandom random, MachineStore store) {
    this.disk = new SimulatedDisk(random);
    this.crashingDisk = new CrashingDisk(disk, random);
    this.rollbackDisk = new SimulatedDisk(random);
    this.rollback = new CrashingDisk(rollbackDisk, random);
    this.store = store;
  }

  SimulatedClock clock() {
    return clock;
  }

  CrashingDisk disk() {
    return crashingDisk;
  }

  /** What the log takes, with all else that is on its disk. */
  long logBytes() {
    return disk.usedBytes();
  }

  /** Where what is cut from slots' logs is kept. It never fills up. */
  CrashingDisk rollback() {
    return rollback;
  }

  MachineStore store() {
    return store;
  }

  /** What is kept there is synced. */
  TablesRepository tables() {
    return tables;
  }

  /** Each process has an epoch of its own. */
  long nextEpoch() {
    return ++starts;
  }

  /** From now on the disk takes only so many bytes more. */
  void fill(int bytesLeft) {
    full = true;
    disk.capacity(disk.usedBytes() + bytesLeft);
  }

  boolean isFull() {
    return full;
  }

  void failNextSync() {
    syncMayFail = true;
    disk.failNextSync();
  }

  /** Whether a sync was meant to fail in this process. */
  boolean maySyncFail() {
    return syncMayFail;
  }

  /** There is room again, and no more syncs fail. */
  void heal() {
    full = false;
    disk.heal();
    crashingDisk.calm();
    rollback.calm();
  }

  /** Leaves what is left. A full disk stays full. */
  void crash(SimulatedCrash.Kind kind) {
    boolean wasFull = full;
    heal();
    syncMayFail = false;
    if (kind == SimulatedCrash.Kind.MACHINE) {
      disk.crash();
      rollbackDisk.crash();
    }
    if (wasFull) {
      fill(0);
    }
    store.crash(kind);
  }
}
