package io.talus.simulation;

import io.talus.application.port.ReadTier;
import io.talus.application.port.StoreException;
import java.util.List;

/**
 * A store in memory that needs the disk for every read; a test is told of them, and makes them
 * fail.
 */
final class ColdStore extends WatchedMachineStore {
  private Runnable beforeRead = () -> {};
  private boolean failing;

  ColdStore() {
    super(1);
  }

  /** Runs the task before each read of the disk; of a walk before all of its reads. */
  void beforeRead(Runnable task) {
    beforeRead = task;
  }

  /** From now on reads of the disk fail, or do not. */
  void fail(boolean yes) {
    failing = yes;
  }

  @Override
  void before(String method, List<?> arguments) {
    boolean reads =
        method.equals("scan") || method.equals("openSnapshot") || arguments.contains(ReadTier.DISK);
    if (reads) {
      beforeRead.run();
    }
    if (failing && (reads || method.equals("due"))) {
      throw new StoreException("Input/output error");
    }
  }
}
