package io.talus.application.following;

import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.LogSync;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a shard's data is kept, and the threads that keep it there.
 *
 * @param writer feeds the store from the log; has applied all of it
 * @param ballast beside the log; belongs to the thread that syncs
 * @param epoch of this process: greater than that of every process before it
 * @param fsync how often the log is synced, as it is set at the moment; asked on the shard's thread
 * @param readers reads from the disk, some at a time
 * @param syncThread syncs the log, one sync after the other
 * @param writerThread feeds the store, one batch after the other
 * @param largeElements collections with more elements are not loaded as a whole
 * @param residentBytes how much memory resident keys may take
 * @param fatal ends the process: log or store cannot be trusted any more
 */
public record Durability(
    Binlog binlog,
    SlotStore store,
    BackgroundWriter writer,
    Ballast ballast,
    long epoch,
    Supplier<FsyncPolicy> fsync,
    WriterLimits limits,
    Executor readers,
    Executor syncThread,
    Executor writerThread,
    int largeElements,
    LongSupplier residentBytes,
    Consumer<RuntimeException> fatal) {

  LogSync sync(EventLoop loop) {
    return new LogSync(binlog, syncThread, loop, fsync, fatal);
  }

  StoreFollower follower(LogSync sync, EventLoop loop) {
    return new StoreFollower(writer, sync, writerThread, loop, limits, fatal);
  }

  /**
   * Brings the store up to the end of the log as it is now; a copy that holds up all clients needs
   * that (SAVE). On the writer's thread.
   */
  public void catchUp() {
    CompletableFuture.runAsync(binlog::sync, syncThread).join();
    writer.applyAll();
  }

  /** The same when all threads have ended. */
  public void catchUpAtEnd() {
    binlog.sync();
    writer.applyAll();
  }
}
