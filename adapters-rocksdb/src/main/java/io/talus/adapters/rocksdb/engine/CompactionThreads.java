package io.talus.adapters.rocksdb.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.Env;
import org.rocksdb.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends RocksDB's compaction threads home before the JVM ends.
 *
 * <p>All databases of a process share RocksDB's threads, and these live as long as the process. A
 * thread that has called into Java, as the compaction filter does, is known to the JVM, and takes
 * its leave when it ends. RocksDB ends its threads, and waits for them, in the destructors that run
 * when the process exits; but then the JVM has already gone, and makes everyone who takes leave
 * wait for ever: the process would never end. So the threads have to end earlier, when the last
 * database closes. RocksDB makes new ones for the next.
 *
 * <p>For a JVM that ends while databases are open there is a shutdown hook. It stops their
 * background work and leaves them open, since others may still be using them.
 */
final class CompactionThreads {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionThreads.class);

  /** A thread that is not working ends at once. */
  private static final long MILLIS_TO_END = 5_000;

  private static final Set<Database> OPEN = new HashSet<>();
  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();
  private static boolean hooked;

  private CompactionThreads() {}

  /** Notes a thread of RocksDB's that the JVM knows from now on. */
  static void add(Thread thread) {
    THREADS.removeIf(known -> !known.isAlive());
    THREADS.add(thread);
  }

  /** RocksDB made its threads when the database was opened; another may have ended them since. */
  @SuppressWarnings("resource") // RocksDB's own
  static synchronized void opened(Database database, int compactions) {
    Env.getDefault().incBackgroundThreadsIfNeeded(compactions, Priority.LOW);
    if (!hooked) {
      Runtime.getRuntime().addShutdownHook(new Thread(CompactionThreads::end, "rocksdb-end"));
      hooked = true;
    }
    OPEN.add(database);
  }

  /** Stops the database's background work; after the last one's the threads end. */
  static synchronized void close(Database database) {
    database.stop();
    OPEN.remove(database);
    if (OPEN.isEmpty()) {
      endThreads();
    }
  }

  private static synchronized void end() {
    OPEN.forEach(Database::stop);
    endThreads();
  }

  @SuppressWarnings("resource") // RocksDB's own
  private static void endThreads() {
    Env.getDefault().setBackgroundThreads(0, Priority.LOW);
    try {
      for (Thread thread : THREADS) {
        thread.join(MILLIS_TO_END);
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while the compaction threads of RocksDB were ending");
      Thread.currentThread().interrupt();
    }
    THREADS.removeIf(thread -> !thread.isAlive());
  }
}
