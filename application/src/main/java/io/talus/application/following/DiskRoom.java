package io.talus.application.following;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.command.CommandError;
import io.talus.application.log.Ballast;
import io.talus.application.port.EventLoop;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk has room for more data. When a block could not be appended the {@link Ballast}
 * is thrown off, and from then on commands that make the data grow are refused; what reads or makes
 * room goes on. When there is room for the ballast again, everything is as before. The store needs
 * room to give up some of the log, so it comes before the ballast.
 *
 * <p>Belongs to the shard's thread; the ballast to the executor's.
 */
final class DiskRoom {
  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);
  private static final long RETRY_MILLIS = 1000;
  private static final String FULL =
      "MISCONF The disk is full: commands that may write more data are refused until there is room";

  private final Ballast ballast;
  private final Errands thread;
  private final EventLoop loop;
  private final BooleanSupplier storeWaits;
  private final FailureLog failures;
  private boolean full;

  /**
   * @param storeWaits whether the store waits for room on the disk
   */
  DiskRoom(Ballast ballast, Executor thread, EventLoop loop, BooleanSupplier storeWaits) {
    this.storeWaits = storeWaits;
    this.ballast = ballast;
    this.thread = new Errands(thread, loop);
    this.loop = loop;
    this.failures = new FailureLog(LOG, "the ballast cannot be moved", loop::nanoTime);
  }

  /** Takes the ballast aboard. A disk without the room for it counts as full. */
  void start() {
    takeAboard();
  }

  /** A block could not be appended, or the store could not write. */
  void writeFailed() {
    if (!full) {
      full = true;
      LOG.error("the disk is full, or does not take what is written: only reads and deletes go on");
      thread.send(ballast::throwOff, _ -> retry(), this::failed);
    }
  }

  private void retry() {
    loop.schedule(RETRY_MILLIS, this::takeAboard);
  }

  private void takeAboard() {
    if (storeWaits.getAsBoolean()) {
      retry();
      return;
    }
    thread.send(ballast::takeAboard, this::tried, this::failed);
  }

  /** The ballast is where it was; a write that fails again throws it off once more. */
  private void failed(RuntimeException failure) {
    failures.add(failure);
    tried(false);
  }

  private void tried(boolean aboard) {
    if (!aboard) {
      full = true;
      retry();
    } else if (full) {
      full = false;
      LOG.info("there is room on the disk again: everything goes on");
    }
  }

  /**
   * For a command that may make the data grow.
   *
   * @throws CommandError while there is no room
   */
  void require() {
    if (full) {
      throw new CommandError(FULL);
    }
  }
}
