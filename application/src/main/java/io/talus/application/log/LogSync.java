package io.talus.application.log;

import io.talus.application.background.Periodically;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Syncs the binlog on a thread of its own, as often as the policy says. A failed sync is fatal:
 * what the operating system has thrown away cannot be had again by asking once more.
 */
public final class LogSync {
  /** What {@code everysec} means. */
  private static final long INTERVAL_MILLIS = 1000;

  private final Binlog binlog;
  private final Executor thread;
  private final EventLoop loop;
  private final Consumer<RuntimeException> fatal;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Supplier<FsyncPolicy> policy;
  private Runnable onSynced = () -> {};

  /** The last block as it was when the timer last looked. Belongs to the loop. */
  private long lastSeenBlock;

  /**
   * Makes an idle syncer.
   *
   * @param thread where syncs run, one after the other
   * @param policy how often, as it is set at the moment; asked on the loop
   * @param fatal ends the process after a failed sync
   */
  public LogSync(
      Binlog binlog,
      Executor thread,
      EventLoop loop,
      Supplier<FsyncPolicy> policy,
      Consumer<RuntimeException> fatal) {
    this.binlog = binlog;
    this.thread = thread;
    this.loop = loop;
    this.policy = policy;
    this.fatal = fatal;
  }

  /**
   * Runs the task on the loop after every sync: it releases replies, and so its failure is fatal.
   * Set before the first append.
   */
  public void onSynced(Runnable task) {
    onSynced = task;
  }

  public boolean isAlways() {
    return policy.get() == FsyncPolicy.ALWAYS;
  }

  /** A block was appended. On the loop. */
  public void appended(long block) {
    if (isAlways()) {
      request();
    }
  }

  /**
   * A block could not be appended. If that was for a failed sync the log refuses everything from
   * now on; then so does this sync, and the process ends. On the loop.
   */
  public void appendFailed() {
    if (running.compareAndSet(false, true)) {
      thread.execute(this::sync);
    }
  }

  /** Begins the syncs of {@code everysec}, and the marks of an idle log. On the loop, once. */
  public void start() {
    Periodically.run(loop, INTERVAL_MILLIS, "the sync of every second", this::everySecond);
  }

  private void everySecond() {
    if (policy.get() == FsyncPolicy.EVERYSEC) {
      request();
    }
    markIfIdle();
  }

  /** At most one mark a second, and none as long as blocks come: the next one says the same. */
  private void markIfIdle() {
    long last = binlog.lastBlock();
    if (last == lastSeenBlock) {
      try {
        binlog.markSynced();
      } catch (BinlogException broken) {
        fatal.accept(broken);
      }
    }
    lastSeenBlock = last;
  }

  /** Has everything synced that has been appended so far, soon. Any thread. */
  public void request() {
    if (binlog.syncedBlock() < binlog.lastBlock() && running.compareAndSet(false, true)) {
      thread.execute(this::sync);
    }
  }

  private void sync() {
    try {
      binlog.sync();
    } catch (RuntimeException failed) {
      fatal.accept(failed);
      return;
    }
    running.set(false);
    loop.post(this::synced);
  }

  /** Replies leave: if that fails in a way that nobody foresaw, it is not known which have. */
  private void synced() {
    try {
      onSynced.run();
    } catch (RuntimeException failed) {
      fatal.accept(failed);
      return;
    }
    if (isAlways()) {
      request();
    }
  }
}
