package io.talus.bootstrap;

import io.talus.adapters.rocksdb.metadata.FileTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.embed.Talus;
import io.talus.application.embed.ThreadLoop;
import io.talus.application.following.Durability;
import io.talus.application.host.Host;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.Disk;
import io.talus.application.port.SlotStore;
import io.talus.application.server.Node;
import io.talus.application.settings.InvalidConfiguration;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * A Talus within this program that keeps its data in a folder, as a server does: the binlog and
 * RocksDB are the same, and a server can be started on the folder afterwards. There are no sockets.
 */
public final class DiskTalus {
  private DiskTalus() {}

  /**
   * Opens the data in a folder, which is made if it does not exist.
   *
   * @param settings as on the command line of a server, for example {@code "--memory-budget",
   *     "256mb"}
   * @throws IllegalArgumentException if a setting is not valid
   * @throws IllegalStateException if the folder cannot be used: another process has it, or what is
   *     in it is damaged
   */
  public static Talus open(Path folder, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--dir", folder.toString()));
    arguments.addAll(List.of(settings));
    try {
      return open(Configuration.of(arguments).settings(), store -> store);
    } catch (InvalidConfiguration invalid) {
      throw new IllegalArgumentException(invalid.getMessage(), invalid);
    } catch (StartupException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    }
  }

  /**
   * As the public {@code open}.
   *
   * @param around what the node takes for its store
   */
  static Talus open(Settings settings, UnaryOperator<SlotStore> around) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return open(settings, around, opened);
    } catch (CompletionException failed) {
      StartupException refused =
          new StartupException(failed.getCause() == null ? failed : failed.getCause());
      opened.forEach(part -> close(part, refused));
      throw refused;
    } catch (RuntimeException refused) {
      opened.forEach(part -> close(part, refused));
      throw refused;
    }
  }

  /** Gives back what was opened before a part could not be. */
  private static void close(AutoCloseable part, RuntimeException refused) {
    try {
      part.close();
    } catch (Exception alsoFailed) {
      refused.addSuppressed(alsoFailed);
    }
  }

  private static Talus open(
      Settings settings, UnaryOperator<SlotStore> around, Deque<AutoCloseable> opened) {
    DataFolder folder = StorageModule.dataFolder(settings);
    opened.push(folder);
    MemoryPlan plan = StorageModule.memoryPlan(settings);
    SlotStore store = around.apply(StorageModule.store(folder, plan));
    opened.push(store);
    Disk disk = StorageModule.binlogDisk(folder);
    Binlog binlog = StorageModule.binlog(disk, store, settings);
    opened.push(binlog);
    WriterLimits limits = StorageModule.writerLimits(settings);
    BackgroundWriter writer =
        StorageModule.writer(
            binlog, store, limits, folder, StorageModule.notScanned(binlog, folder));
    NodeThreads threads = new NodeThreads();
    opened.push(threads);
    Ballast ballast = StorageModule.ballast(disk, settings);
    Durability durability =
        ServerModule.durability(
            settings, folder, binlog, store, writer, ballast, limits, threads, plan);
    ThreadLoop loop = new ThreadLoop("talus-disk");
    opened.push(loop);
    NodeTables tables =
        StorageModule.tables(new FileTablesRepository(folder.tables()), settings, threads, loop);
    Node node = new Node(settings, Host.embedded(loop.nowMillis()), loop, tables);
    Storage storage = new Storage(threads, durability, writer, store, binlog, folder);
    // The shard belongs to its loop, so it is also made there.
    ShardAssembly.Running running =
        CompletableFuture.supplyAsync(
                () ->
                    ServerModule.alone(
                        tables, node, StorageModule.residentTier(), loop, durability),
                loop::post)
            .join();
    return new Talus(
        running.gateway(),
        loop,
        () -> {
          loop.close();
          storage.close();
        });
  }
}
