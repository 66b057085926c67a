package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.write.InstallWriter;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore;
import io.talus.domain.mutation.Mutation;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * A slot of a {@link RocksDbStore} that is being taken in: under an edition that nobody reads until
 * it is whole.
 */
final class RocksDbInstallation implements SlotStore.Installation {
  private final Database database;
  private final InstallWriter writer;
  private final ObjLongConsumer<InstallWriter> finish;
  private final Runnable abandon;
  private boolean over;

  /**
   * @param finish makes it the slot
   * @param abandon deletes what was written
   */
  RocksDbInstallation(
      Database database,
      InstallWriter writer,
      ObjLongConsumer<InstallWriter> finish,
      Runnable abandon) {
    this.database = database;
    this.writer = writer;
    this.finish = finish;
    this.abandon = abandon;
  }

  @Override
  public SlotState state() {
    return writer.slot().state();
  }

  @Override
  public synchronized void add(List<? extends Mutation> portion) {
    requireUnderWay();
    boolean written = false;
    try {
      database.write(writer.portion(portion));
      written = true;
    } finally {
      writer.end(written);
    }
  }

  @Override
  public synchronized void finish(long logEnd) {
    requireUnderWay();
    finish.accept(writer, logEnd);
    over = true;
  }

  @Override
  public synchronized void abandon() {
    if (!over) {
      abandon.run();
      over = true;
    }
  }

  private void requireUnderWay() {
    if (over) {
      throw new IllegalStateException(state().slot() + " is not being installed any more");
    }
  }
}
