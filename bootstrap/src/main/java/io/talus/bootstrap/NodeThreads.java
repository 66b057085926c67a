package io.talus.bootstrap;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a node that are not event loops. */
final class NodeThreads implements AutoCloseable {
  /** Cold reads wait for the disk, not for a core. */
  private static final int READERS = 4;

  /** A batch of the store may take that long on a busy machine; then it is mentioned. */
  private static final long END_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

  /**
   * More never wait for a reader: who reads hands over some tens of tasks at a time and keeps the
   * others. A task that is refused all the same comes back as a failure.
   */
  private static final int READER_TASKS_MAX = 1024;

  /** A sync and the ballast; a batch of the store: each has one task under way, or two. */
  private static final int TASKS_MAX = 16;

  private final ExecutorService readers = threads(READERS, "reader", READER_TASKS_MAX);
  private final ExecutorService sync = threads(1, "log-sync", TASKS_MAX);
  private final ExecutorService writer = threads(1, "store-writer", TASKS_MAX);
  private final ExecutorService copier = threads(1, "copier", TASKS_MAX);

  private static ExecutorService threads(int count, String name, int tasksMax) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(tasksMax),
        named(name),
        new ThreadPoolExecutor.AbortPolicy());
  }

  /** What nobody has caught, an Error, leaves the node without the thread's work. */
  private static ThreadFactory named(String name) {
    return Thread.ofPlatform()
        .daemon()
        .name("talus-" + name + "-", 0)
        .uncaughtExceptionHandler((thread, failed) -> FatalFault.halt(failed))
        .factory();
  }

  /**
   * New ones that read for batches of the store; they end with it. The tasks of one batch wait
   * here, so its bytes bound them.
   */
  static ExecutorService storeReaders() {
    return Executors.newFixedThreadPool(READERS, named("store-reader"));
  }

  ExecutorService readers() {
    return readers;
  }

  ExecutorService sync() {
    return sync;
  }

  ExecutorService writer() {
    return writer;
  }

  ExecutorService copier() {
    return copier;
  }

  /** Lets everything that was begun end. */
  @Override
  public void close() {
    end(readers);
    end(copier);
    end(sync);
    end(writer);
  }

  private static void end(ExecutorService executor) {
    executor.shutdown();
    try {
      while (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("waiting for what was begun to end: {}", executor);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
