package io.talus.bootstrap;

import io.talus.application.following.Durability;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that holds a node's data, to be closed when nobody writes any more. */
@Singleton
final class Storage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final NodeThreads threads;
  private final Durability durability;
  private final BackgroundWriter writer;
  private final SlotStore store;
  private final Binlog binlog;
  private final DataFolder folder;

  @Inject
  Storage(
      NodeThreads threads,
      Durability durability,
      BackgroundWriter writer,
      SlotStore store,
      Binlog binlog,
      DataFolder folder) {
    this.threads = threads;
    this.durability = durability;
    this.writer = writer;
    this.store = store;
    this.binlog = binlog;
    this.folder = folder;
  }

  /** Brings the store up to the log, and gives everything back. */
  @Override
  public void close() {
    try (folder;
        store;
        binlog;
        writer) {
      threads.close();
      bringStoreUpToLog();
    }
  }

  /**
   * Spares the next start the replay. The log may be broken, and when the JVM is ending RocksDB may
   * be refusing work already; all that is lost by that is time, and the rest still has to be
   * closed.
   */
  private void bringStoreUpToLog() {
    try {
      durability.catchUpAtEnd();
      writer.flush();
    } catch (StoreException | BinlogException refused) {
      LOG.warn("the next start replays what the store lacks: {}", refused.getMessage());
    }
  }
}
