package io.talus.simulation;

import io.talus.application.port.SlotStore;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import io.talus.testkit.store.WatchedStore;
import java.util.List;
import java.util.SplittableRandom;

/** A store in memory of which a test sees every call. */
abstract class WatchedMachineStore implements MachineStore {
  private final MachineStore store;
  private final SlotStore watched;

  /**
   * Begins empty.
   *
   * @param coldShare see {@link MachineStore#inMemory}
   */
  WatchedMachineStore(double coldShare) {
    store = MachineStore.inMemory(new SplittableRandom(1), coldShare);
    watched = WatchedStore.of(store::current, this::before);
  }

  /** Is told each method's name and arguments; when it throws the call fails so. */
  abstract void before(String method, List<?> arguments);

  @Override
  public SlotStore current() {
    return watched;
  }

  @Override
  public void crash(Kind kind) {
    store.crash(kind);
  }

  @Override
  public void close() {
    store.close();
  }
}
