package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.ByteSink;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.write.StoreSource.Visitor;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads many keys side by side, with threads of its own: the disk is asked for several at once. */
public final class ManyReads implements AutoCloseable {
  /** They wait for the disk, not for a core; as many as read for commands. */
  private static final int THREADS = 4;

  /** So many keys take about a millisecond if they are in memory. */
  private static final int KEYS_A_TASK = 256;

  private final Database database;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("talus-store-read-", 0).factory());

  /** Without any thread yet. */
  public ManyReads(Database database) {
    this.database = database;
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
  void readAll(Family family, List<Bytes> keys, Visitor visitor) {
    List<Callable<List<Found>>> tasks = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += KEYS_A_TASK) {
      int from = i;
      tasks.add(() -> read(family, keys, from, Math.min(keys.size(), from + KEYS_A_TASK)));
    }
    try {
      for (Future<List<Found>> task : threads.invokeAll(tasks)) {
        task.get().forEach(found -> visitor.found(found.index, found.value));
      }
    } catch (ExecutionException failed) {
      throw new StoreException("reading: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while reading", interrupted);
    }
  }

  private List<Found> read(Family family, List<Bytes> keys, int from, int to) {
    List<Found> all = new ArrayList<>(to - from);
    ByteSink key = new ByteSink(64);
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
    threads.close();
  }
}
