package io.talus.application.following;

import io.talus.application.background.Periodically;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.LogSync;
import io.talus.application.log.SlotApplied;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.EventLoop;
import io.talus.application.port.StoreException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  private final BackgroundWriter writer;
  private final LogSync sync;
  private final Executor thread;
  private final EventLoop loop;
  private final WriterLimits limits;
  private final Consumer<RuntimeException> fatal;
  private Consumer<List<SlotApplied>> onApplied = applied -> {};
  private Runnable onOutOfSpace = () -> {};
  private boolean working;
  private boolean waitingForRoom;
  private boolean hurried;
  private boolean checkPosted;
  private long behindSinceMillis = NEVER;

  /** The end of the log when that was looked at last, and when it was another one. */
  private long seenEnd;

  private long seenMillis;
  private long restedMillis = NEVER;

  StoreFollower(
      BackgroundWriter writer,
      LogSync sync,
      Executor thread,
      EventLoop loop,
      WriterLimits limits,
      Consumer<RuntimeException> fatal) {
    this.writer = writer;
    this.sync = sync;
    this.thread = thread;
    this.loop = loop;
    this.limits = limits;
    this.fatal = fatal;
    this.seenEnd = writer.logEnd();
    this.seenMillis = millis();
    // Not only this class has the writer work: a checkpoint does, too.
    writer.onApplied(applied -> loop.post(() -> onApplied.accept(applied)));
  }

  /** Is told on the shard's thread how far the store has come, after each batch. */
  void onApplied(Consumer<List<SlotApplied>> listener) {
    onApplied = listener;
  }

  /** Is told on the shard's thread when the store finds no room on the disk. */
  void onOutOfSpace(Runnable listener) {
    onOutOfSpace = listener;
  }

  /** Begins to look after the store, again and again. */
  void start() {
    Periodically.run(loop, CHECK_MILLIS, "the look at how far the store is behind", this::check);
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
    return writer.lagBytes();
  }

  /** Whether the store lacks anything of the log that it may take, synced or not. */
  boolean isBehind() {
    return writer.isBehindLog();
  }

  void check() {
    look();
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
    if (writer.logEnd() != seenEnd) {
      seenEnd = writer.logEnd();
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
        });
  }

  private void run(Runnable work) {
    thread.execute(
        () -> {
          try {
            work.run();
            loop.post(this::worked);
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
    loop.schedule(RETRY_MILLIS, this::work); // before what may fail
    onOutOfSpace.run();
  }

  /** Whether the store found no room on the disk when it tried last. */
  boolean isWaitingForRoom() {
    return waitingForRoom;
  }

  private void worked() {
    working = false;
    waitingForRoom = false;
    if (writer.isBehind() && (hurried || lagBytes() >= limits.lagBytes())) {
      sync.request(); // commits may keep the writer at work, and others wait for what is not synced
      work();
    } else {
      check();
    }
  }
}
