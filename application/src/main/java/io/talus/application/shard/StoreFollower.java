package io.talus.application.shard;

import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.LogSync;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the background writer works: when enough has come together, when something has
 * waited long enough, when somebody waits for it, or when nobody writes any more; and when the
 * store may rest. On the shard's thread; the writer works on its own.
 */
final class StoreFollower {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFollower.class);
  private static final long CHECK_MILLIS = 50;
  private static final long NEVER = Long.MIN_VALUE;

  /** When nothing was written for so long, the writer has nothing to gain by waiting. */
  private static final long QUIET_MILLIS = 1000;

  /**
   * It is seen to again so often: a flush may end, or a checkpoint be made, while nobody writes.
   */
  private static final long REST_MILLIS = 10_000;

  /** How long a store that found no room is left alone. */
  private static final long RETRY_MILLIS = 1000;

  /** Before writers have to wait the store may take more of the machine. */
  private static final int URGENT_PART = 2;

  private final Binlog binlog;
  private final SlotStore store;
  private final BackgroundWriter writer;
  private final LogSync sync;
  private final Executor thread;
  private final EventLoop loop;
  private final WriterLimits limits;
  private final Consumer<RuntimeException> fatal;
  private LongConsumer onApplied = block -> {};
  private Runnable onOutOfSpace = () -> {};
  private boolean working;
  private boolean waitingForRoom;
  private boolean hurried;
  private boolean checkPosted;
  private long behindSinceMillis = NEVER;
  private long reportedBlock;

  /** The last block when that was looked at last, and when it was another one. */
  private long seenBlock;

  private long seenMillis;
  private long restedMillis = NEVER;

  StoreFollower(
      Binlog binlog,
      SlotStore store,
      BackgroundWriter writer,
      LogSync sync,
      Executor thread,
      EventLoop loop,
      WriterLimits limits,
      Consumer<RuntimeException> fatal) {
    this.binlog = binlog;
    this.store = store;
    this.writer = writer;
    this.sync = sync;
    this.thread = thread;
    this.loop = loop;
    this.limits = limits;
    this.fatal = fatal;
    this.reportedBlock = store.appliedBlock();
    this.seenBlock = binlog.lastBlock();
    this.seenMillis = millis();
  }

  /** Is told on the shard's thread how far the store has come, after each batch. */
  void onApplied(LongConsumer listener) {
    onApplied = listener;
  }

  /** Is told on the shard's thread when the store finds no room on the disk. */
  void onOutOfSpace(Runnable listener) {
    onOutOfSpace = listener;
  }

  /** Begins to look after the store, again and again. */
  void start() {
    loop.schedule(
        CHECK_MILLIS,
        () -> {
          check();
          start();
        });
  }

  /** Somebody waits for the store to catch up; who does is not called before this returns. */
  void hurry() {
    hurried = true;
    if (!checkPosted) {
      checkPosted = true;
      loop.post(
          () -> {
            checkPosted = false;
            check();
          });
    }
  }

  /** Whether so much is unapplied that writers have to wait. */
  boolean isTooFarBehind() {
    return lagBytes() > limits.lagBytesMax();
  }

  /** Of a clock that nobody sets. */
  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }

  private long lagBytes() {
    return binlog.bytesAfter(store.appliedBlock());
  }

  /** Whether the store lacks anything of the log, synced or not. */
  boolean isBehind() {
    return store.appliedBlock() < binlog.lastBlock();
  }

  void check() {
    look();
    if (!working) {
      report(store.appliedBlock());
    }
    if (!isBehind()) {
      hurried = false;
      behindSinceMillis = NEVER;
      if (!working && isQuiet() && !isRested()) {
        rest();
      }
    } else if (!working && isWorthIt()) {
      sync.request();
      if (writer.isBehind()) {
        work();
      }
    }
  }

  private void look() {
    if (binlog.lastBlock() != seenBlock) {
      seenBlock = binlog.lastBlock();
      seenMillis = millis();
      restedMillis = NEVER;
    }
  }

  private boolean isQuiet() {
    return millis() - seenMillis >= QUIET_MILLIS;
  }

  private boolean isRested() {
    return restedMillis != NEVER && millis() - restedMillis < REST_MILLIS;
  }

  private boolean isWorthIt() {
    long now = millis();
    if (behindSinceMillis == NEVER) {
      behindSinceMillis = now;
    }
    return hurried
        || isQuiet()
        || lagBytes() >= limits.lagBytes()
        || now - behindSinceMillis >= limits.lagMillis();
  }

  private void work() {
    working = true;
    behindSinceMillis = NEVER;
    boolean urgent = hurried || lagBytes() > limits.lagBytesMax() / URGENT_PART;
    run(() -> writer.applyNext(urgent));
  }

  private void rest() {
    working = true;
    restedMillis = millis();
    run(
        () -> {
          try {
            writer.rest();
          } catch (StoreException failed) {
            LOG.warn("the store is not put in order while nobody writes", failed);
          }
          return store.appliedBlock();
        });
  }

  private void run(LongSupplier work) {
    thread.execute(
        () -> {
          try {
            long applied = work.getAsLong();
            loop.post(() -> worked(applied));
          } catch (StoreException failed) {
            failed(failed);
          } catch (RuntimeException failed) {
            fatal.accept(failed);
          }
        });
  }

  /** On the writer's thread. A full disk is no fault of the data: the log has it all meanwhile. */
  private void failed(StoreException failed) {
    if (!failed.isOutOfSpace()) {
      fatal.accept(failed);
      return;
    }
    LOG.warn("the store waits for room on the disk: {}", failed.getMessage());
    loop.post(this::waitForRoom);
  }

  private void waitForRoom() {
    waitingForRoom = true;
    onOutOfSpace.run();
    loop.schedule(RETRY_MILLIS, this::work);
  }

  /** Whether the store found no room on the disk when it tried last. */
  boolean isWaitingForRoom() {
    return waitingForRoom;
  }

  /** Not only this class has the writer work: a checkpoint does, too. */
  private void report(long applied) {
    if (applied > reportedBlock) {
      reportedBlock = applied;
      onApplied.accept(applied);
    }
  }

  private void worked(long applied) {
    working = false;
    waitingForRoom = false;
    report(applied);
    if (writer.isBehind() && (hurried || lagBytes() >= limits.lagBytes())) {
      work();
    } else {
      check();
    }
  }
}
