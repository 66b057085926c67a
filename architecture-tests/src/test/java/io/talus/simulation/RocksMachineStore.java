package io.talus.simulation;

import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.SlotStore;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import io.talus.testkit.store.WatchedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * RocksDB in a folder, on a machine whose power fails. What RocksDB has written survives a process.
 * Of a machine it may all survive, or what was flushed when {@code flush} returned the last time,
 * with debris: RocksDB promises no more than that.
 *
 * <p>For maintainers: Java cannot stand between RocksDB and its files, so what is synced is not
 * known but assumed: all that the manifest names when a flush has returned. A flush that does not
 * wait, or a log that is given up before, loses writes then ({@link HastyStore} does so).
 */
final class RocksMachineStore implements MachineStore {
  private static final RocksDbOptions OPTIONS = RocksDbOptions.withMemory(16 << 20);

  /** One power failure in so many leaves everything. */
  private static final int LUCKY = 4;

  private final Path base;
  private final SplittableRandom random;
  private final SlotStore watched;
  private final UnaryOperator<SlotStore> fault;
  private RocksDbStore store;

  /** The store, with a fault if one is planted. */
  private SlotStore used;

  private Path live;
  private Path synced;
  private int folders;

  /**
   * Begins with an empty folder.
   *
   * @param fault is put around the store, to see whether the simulation finds it
   */
  RocksMachineStore(Path base, SplittableRandom random, UnaryOperator<SlotStore> fault) {
    this.base = base;
    this.random = random;
    this.fault = fault;
    this.live = newFolder();
    this.synced = live;
    this.store = RocksDbStore.open(live, OPTIONS);
    this.used = fault.apply(store);
    this.watched =
        WatchedStore.of(
            () -> used,
            (method, arguments) -> {},
            (method, arguments) -> {
              if (method.equals("flush")) {
                takePicture();
              }
            });
    takePicture();
  }

  private Path newFolder() {
    return base.resolve("store" + folders++);
  }

  private void takePicture() {
    synced = newFolder();
    try {
      PowerLoss.keepPicture(live, synced);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public SlotStore current() {
    return watched;
  }

  @Override
  public void crash(Kind kind) {
    store.abandon();
    if (kind == Kind.MACHINE && random.nextInt(LUCKY) > 0) {
      Path left = newFolder();
      try {
        PowerLoss.leave(synced, live, left, random);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      live = left;
    }
    store = RocksDbStore.open(live, OPTIONS);
    used = fault.apply(store);
    takePicture();
  }

  @Override
  public void close() {
    store.close();
  }
}
