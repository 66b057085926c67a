package io.talus.simulation;

import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.testkit.store.WatchedStore;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A store in memory that needs the disk for every read; a test is told of them, and makes them
 * fail.
 */
final class ColdStore implements MachineStore {
  private final MachineStore store = MachineStore.inMemory(new SplittableRandom(1), 1);
  private final SlotStore watched = WatchedStore.of(store::current, this::before);
  private Runnable beforeRead = () -> {};
  private boolean failing;

  /** Runs the task before each read of the disk. */
  void beforeRead(Runnable task) {
    beforeRead = task;
  }

  /** From now on reads of the disk fail, or do not. */
  void fail(boolean yes) {
    failing = yes;
  }

  private void before(String method, List<?> arguments) {
    boolean reads = method.equals("scan") || arguments.contains(ReadTier.DISK);
    if (reads) {
      beforeRead.run();
    }
    if (reads && failing) {
      throw new StoreException("Input/output error");
    }
  }

  @Override
  public SlotStore current() {
    return watched;
  }

  @Override
  public void crash() {
    store.crash();
  }

  @Override
  public void close() {
    store.close();
  }
}
