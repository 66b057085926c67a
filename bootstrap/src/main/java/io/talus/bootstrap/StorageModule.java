package io.talus.bootstrap;

import com.sun.management.OperatingSystemMXBean;
import dagger.Module;
import dagger.Provides;
import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.binlog.FolderDisk;
import io.talus.adapters.rocksdb.binlog.SegmentedBinlog;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.adapters.rocksdb.metadata.FileMetadataCache;
import io.talus.adapters.rocksdb.metadata.FileTablesRepository;
import io.talus.application.host.HeapShares;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.Commits;
import io.talus.application.log.FormatException;
import io.talus.application.log.LogRetention;
import io.talus.application.log.LogScan;
import io.talus.application.log.RollbackFiles;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import io.talus.application.port.DiskException;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataException;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.port.TablesRepository;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.table.NodeTables;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the node keeps its data. */
@Module
final class StorageModule {
  private static final Logger LOG = LoggerFactory.getLogger(StorageModule.class);

  /** A segment that nobody needs is deleted as a whole, so it is a fraction of what is kept. */
  private static final int SEGMENTS_OF_RECOVERY_LOG = 4;

  private static final long SEGMENT_BYTES_MIN = 1L << 20;
  private static final long SEGMENT_BYTES_MAX = 64L << 20;

  private static final int ID_BYTES = 20;

  private StorageModule() {}

  @Provides
  @Singleton
  static Settings settings(Configuration configuration) {
    return configuration.settings();
  }

  @Provides
  @Singleton
  static DataFolder dataFolder(Settings settings) {
    return DataFolder.open(
        Path.of(settings.get(StorageSettings.DIR)).toAbsolutePath().normalize(),
        StorageModule::randomId,
        settings.getInt(StorageSettings.TABLE_SLOTS));
  }

  /** 40 hexadecimal digits. */
  static String randomId() {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  @Provides
  @Singleton
  static MemoryPlan memoryPlan(Settings settings) {
    long budget = settings.get(StorageSettings.MEMORY_BUDGET);
    return MemoryPlan.divide(
        budget > 0 ? budget : machineBytes() / 2, Runtime.getRuntime().maxMemory());
  }

  private static HeapShares heapShares() {
    return new HeapShares(Runtime.getRuntime().maxMemory());
  }

  private static long machineBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  @Provides
  @Singleton
  static ResidentTier residentTier() {
    return new MemoryResidentTier();
  }

  @Provides
  @Singleton
  static SlotStore store(DataFolder folder, MemoryPlan plan) {
    try {
      RocksDbOptions options =
          RocksDbOptions.withMemory(plan.storeBytes())
              .withAnswerBytesMax(heapShares().commandBytes());
      return RocksDbStore.open(folder.store(), options, NodeThreads.storeReaders());
    } catch (StoreException failed) {
      throw new StartupException(failed);
    }
  }

  @Provides
  @Singleton
  static NodeTables tables(
      DataFolder folder,
      Settings settings,
      NodeThreads threads,
      EventLoop loop,
      Optional<ClusterMember> member) {
    TablesRepository repository = new FileTablesRepository(folder.tables());
    if (member.isPresent()) {
      return ofCluster(repository, threads, loop, member.get());
    }
    return tables(repository, settings, threads, loop);
  }

  private static NodeTables ofCluster(
      TablesRepository repository, NodeThreads threads, EventLoop loop, ClusterMember member) {
    try {
      return NodeTables.ofCluster(repository, threads.sync(), loop::post, member.joined().tables());
    } catch (MetadataException failed) {
      throw new StartupException(failed);
    }
  }

  /** The tables of a node that is alone. */
  static NodeTables tables(
      TablesRepository repository, Settings settings, NodeThreads threads, EventLoop loop) {
    try {
      return NodeTables.open(
          repository,
          threads.sync(),
          loop::post,
          settings.getInt(StorageSettings.TABLES),
          settings.getInt(StorageSettings.TABLE_SLOTS));
    } catch (MetadataException failed) {
      throw new StartupException(failed);
    }
  }

  @Provides
  @Singleton
  static Disk binlogDisk(DataFolder folder) {
    try {
      return new FolderDisk(folder.binlog());
    } catch (DiskException failed) {
      throw new StartupException(failed);
    }
  }

  @Provides
  @Singleton
  static Ballast ballast(Disk binlogDisk, Settings settings) {
    return new Ballast(binlogDisk, settings.get(StorageSettings.BALLAST));
  }

  @Provides
  @Singleton
  static Binlog binlog(Disk disk, SlotStore store, Settings settings) {
    long recoveryLog = settings.get(StorageSettings.MAX_RECOVERY_LOG);
    long segment =
        Math.clamp(recoveryLog / SEGMENTS_OF_RECOVERY_LOG, SEGMENT_BYTES_MIN, SEGMENT_BYTES_MAX);
    try {
      return SegmentedBinlog.open(disk, segment, store.durableMark());
    } catch (BinlogException | DiskException failed) {
      throw new StartupException(failed);
    }
  }

  @Provides
  @Singleton
  static WriterLimits writerLimits(Settings settings) {
    return WriterLimits.forHeap(
        Runtime.getRuntime().maxMemory(), settings.get(StorageSettings.MAX_RECOVERY_LOG));
  }

  /** What the log says of replicas; nothing, where a node is alone. */
  @Provides
  @Singleton
  static LogScan logScan(
      Binlog binlog,
      SlotStore store,
      DataFolder folder,
      Optional<ClusterMember> member,
      NodeTables tables) {
    if (member.isEmpty()) {
      return notScanned(binlog, folder);
    }
    try {
      return LogScan.read(binlog, store).of(tables.current());
    } catch (BinlogException | FormatException failed) {
      throw new StartupException(failed);
    }
  }

  /** The log of a node that is alone, and always was. */
  static LogScan notScanned(Binlog binlog, DataFolder folder) {
    if (Files.exists(folder.tables().resolve(FileMetadataCache.FILE))) {
      throw new StartupException(
          folder.tables() + ": the node is part of a cluster (expected: cluster-enabled yes)");
    }
    return LogScan.none(binlog);
  }

  /** Recovery: the store takes what the log has beyond it, before anybody is served. */
  @Provides
  @Singleton
  static BackgroundWriter writer(
      Binlog binlog, SlotStore store, WriterLimits limits, DataFolder folder, LogScan found) {
    try {
      RollbackFiles rollback = new RollbackFiles(new FolderDisk(folder.rollback()));
      Commits commits = new Commits();
      found.await(commits, store);
      BackgroundWriter writer = new BackgroundWriter(binlog, store, limits, commits, rollback);
      if (!found.replicas().isEmpty()) {
        writer.retention(LogRetention.keepsAll());
      }
      long bytes = writer.lagBytes();
      writer.applyAll();
      if (bytes > 0) {
        LOG.info("recovered what the store lacked: {} bytes of the log", bytes);
      }
      return writer;
    } catch (StoreException | BinlogException | DiskException failed) {
      throw new StartupException(failed);
    }
  }
}
