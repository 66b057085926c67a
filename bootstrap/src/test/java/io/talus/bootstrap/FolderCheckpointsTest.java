package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.memory.MemoryStore;
import io.talus.application.embed.ThreadLoop;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.Commits;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.SlotStore;
import io.talus.application.settings.InvalidConfiguration;
import io.talus.application.settings.Settings;
import io.talus.testkit.disk.SimulatedDisk;
import io.talus.testkit.store.WatchedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy that takes long: the store's writer goes on meanwhile. */
@Timeout(60)
final class FolderCheckpointsTest {
  private static final int WAIT_SECONDS = 20;

  @TempDir private Path dir;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> mayEnd = new CompletableFuture<>();
  private final CompletableFuture<Path> copied = new CompletableFuture<>();
  private final NodeThreads threads = new NodeThreads();
  private final ThreadLoop loop = new ThreadLoop("loop");
  private final MemoryStore behind = new MemoryStore();
  private final SlotStore store = WatchedStore.of(() -> behind, this::before);
  private DataFolder folder;
  private FolderCheckpoints checkpoints;

  private void before(String method, List<?> arguments) {
    if (method.equals("checkpoint")) {
      makeFolder((Path) arguments.getFirst());
      begun.complete(null);
      mayEnd.join();
    }
  }

  /** The store in memory makes none. */
  private static void makeFolder(Path copy) {
    try {
      Files.createDirectories(copy);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @BeforeEach
  void open() throws InvalidConfiguration, IOException {
    Files.createFile(dir.resolve("talus.tables")); // as a node has it that has started
    Settings settings = Configuration.of(List.of("--dir", dir.toString())).settings();
    folder = StorageModule.dataFolder(settings);
    SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    Binlog binlog = StorageModule.binlog(disk, store, settings);
    WriterLimits limits = StorageModule.writerLimits(settings);
    checkpoints =
        new FolderCheckpoints(
            folder,
            store,
            ServerModule.durability(
                settings,
                folder,
                binlog,
                store,
                new BackgroundWriter(binlog, store, limits, new Commits()),
                new Ballast(disk, 0),
                limits,
                threads,
                StorageModule.memoryPlan(settings)),
            threads,
            loop);
  }

  @AfterEach
  void close() {
    mayEnd.complete(null);
    threads.close();
    loop.close();
    folder.close();
  }

  private void begin() {
    checkpoints.takeInBackground(
        "copy",
        copied::complete,
        why -> copied.completeExceptionally(new IllegalStateException(why)));
    begun.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Test
  void batchesAreAppliedWhileItIsMade() throws Exception {
    begin();

    assertEquals(1, threads.writer().submit(() -> 1).get(WAIT_SECONDS, TimeUnit.SECONDS));

    assertFalse(copied.isDone());
    mayEnd.complete(null);
    assertTrue(Files.isDirectory(copied.get(WAIT_SECONDS, TimeUnit.SECONDS)));
  }
}
