package io.talus.bootstrap;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
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

  private final ExecutorService readers = Executors.newFixedThreadPool(READERS, named("reader"));
  private final ExecutorService sync = Executors.newSingleThreadExecutor(named("log-sync"));
  private final ExecutorService writer = Executors.newSingleThreadExecutor(named("store-writer"));

  /** What nobody has caught, an Error, leaves the node without the thread's work. */
  private static ThreadFactory named(String name) {
    return Thread.ofPlatform()
        .daemon()
        .name("talus-" + name + "-", 0)
        .uncaughtExceptionHandler((thread, failed) -> FatalFault.halt(failed))
        .factory();
  }

  /** New ones that read for batches of the store; they end with it. */
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

  /** Lets everything that was begun end. */
  @Override
  public void close() {
    end(readers);
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
