package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.write.StoreSource.Visitor;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads many keys: one after the other, or side by side, so that the disk is asked for several. */
public final class ManyReads implements AutoCloseable {
  /** So many keys take about a millisecond if they are in memory. */
  private static final int KEYS_A_TASK = 256;

  private final Database database;
  private final @Nullable ExecutorService readers;

  /**
   * Begins without reading.
   *
   * @param readers is ended by {@link #close}; null if all is to be read by who asks
   */
  public ManyReads(Database database, @Nullable ExecutorService readers) {
    this.database = database;
    this.readers = readers;
  }

  private static final class Found {
    private final int index;
    private final byte[] value;

    Found(int index, byte[] value) {
      this.index = index;
      this.value = value;
    }
  }

  /** See {@link io.talus.adapters.rocksdb.write.StoreSource#readAll}. */
  void readAll(Family family, List<Bytes> keys, boolean sideBySide, Visitor visitor) {
    if (!sideBySide || readers == null) {
      show(read(family, keys, 0, keys.size()), visitor);
      return;
    }
    List<Callable<List<Found>>> tasks = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += KEYS_A_TASK) {
      int from = i;
      tasks.add(() -> read(family, keys, from, Math.min(keys.size(), from + KEYS_A_TASK)));
    }
    try {
      for (Future<List<Found>> task : readers.invokeAll(tasks)) {
        show(task.get(), visitor);
      }
    } catch (ExecutionException failed) {
      throw new StoreException("reading: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while reading", interrupted);
    }
  }

  private static void show(List<Found> all, Visitor visitor) {
    all.forEach(found -> visitor.found(found.index, found.value));
  }

  private List<Found> read(Family family, List<Bytes> keys, int from, int to) {
    List<Found> all = new ArrayList<>(to - from);
    LayoutSink key = new LayoutSink(64);
    for (int i = from; i < to; i++) {
      byte[] value = database.getOnce(family, key.clear().bytes(keys.get(i)));
      if (value != null) {
        all.add(new Found(i, value));
      }
    }
    return all;
  }

  /** Nobody reads any more. */
  @Override
  public void close() {
    if (readers != null) {
      readers.close();
    }
  }
}
