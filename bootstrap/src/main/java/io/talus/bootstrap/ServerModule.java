package io.talus.bootstrap;

import dagger.Module;
import dagger.Provides;
import io.talus.adapters.resp.Clocks;
import io.talus.adapters.resp.RespServer;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.following.Durability;
import io.talus.application.host.Host;
import io.talus.application.host.NodeIdentity;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Ballast;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.LogScan;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotStore;
import io.talus.application.server.Node;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.table.NodeTables;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What serves clients. */
@Module
final class ServerModule {
  private ServerModule() {}

  @Provides
  @Singleton
  static NodeThreads threads() {
    return new NodeThreads();
  }

  @Provides
  @Singleton
  static RespServer respServer(Settings settings) {
    RespServer server =
        new RespServer(
            Listening.sockets(settings),
            ClientSettings.limits(settings),
            new Clocks(System::currentTimeMillis, System::nanoTime));
    settings.onChange(changed -> server.limits(ClientSettings.limits(changed)));
    return server;
  }

  /** One shard: on few cores hand-overs between loops cost more than they gain. */
  @Provides
  @Singleton
  static EventLoop loop(RespServer server) {
    return server.loops().getFirst();
  }

  @Provides
  @Singleton
  static Durability durability(
      Settings settings,
      DataFolder folder,
      Binlog binlog,
      SlotStore store,
      BackgroundWriter writer,
      Ballast ballast,
      WriterLimits limits,
      NodeThreads threads,
      MemoryPlan plan) {
    return new Durability(
        binlog,
        store,
        writer,
        ballast,
        folder.epoch(),
        () -> FsyncPolicy.of(settings.get(StorageSettings.FSYNC)),
        limits,
        threads.readers(),
        threads.sync(),
        threads.writer(),
        settings.getInt(StorageSettings.LARGE_COLLECTION),
        () -> plan.residentBytes(settings.get(StorageSettings.RESIDENT_LIMIT)),
        FatalFault::halt);
  }

  @Provides
  @Singleton
  static Host host(
      Configuration configuration,
      DataFolder folder,
      MachineFigures figures,
      FolderCheckpoints checkpoints,
      Stop stop) {
    Path file = configuration.file();
    return new Host(
        identity(folder.identity(), file),
        figures,
        checkpoints,
        new PathConfigFile(file),
        stop::request);
  }

  private static NodeIdentity identity(FolderIdentity folder, @Nullable Path file) {
    ProcessHandle process = ProcessHandle.current();
    return new NodeIdentity(
        StorageModule.randomId(),
        folder.nodeId(),
        folder.historyId(),
        process.pid(),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
        process.info().command().orElse(""),
        file == null ? "" : file.toString(),
        System.currentTimeMillis());
  }

  @Provides
  @Singleton
  static Node node(Settings settings, Host host, EventLoop loop, NodeTables tables) {
    return new Node(settings, host, loop, tables);
  }

  /** Empty for a node that is alone. Waits until the node belongs to its cluster. */
  @Provides
  @Singleton
  static Optional<ClusterMember> member(
      Settings settings, DataFolder folder, RespServer server, NodeThreads threads) {
    return ClusterSettings.isClustered(settings)
        ? Optional.of(ClusterMember.join(settings, folder, server, threads))
        : Optional.empty();
  }

  @Provides
  @Singleton
  static ShardAssembly.Running shard(
      NodeTables tables,
      Node node,
      ResidentTier tier,
      EventLoop loop,
      Durability durability,
      Optional<ClusterMember> member,
      LogScan found,
      Settings settings) {
    return member.isEmpty()
        ? alone(tables, node, tier, loop, durability)
        : new ClusteredShard(member.get(), settings, loop)
            .open(tables, node, tier, durability, found);
  }

  /** A shard that has everything. */
  static ShardAssembly.Running alone(
      NodeTables tables, Node node, ResidentTier tier, EventLoop loop, Durability durability) {
    ShardAssembly assembly =
        new ShardAssembly(
            tables,
            tier,
            loop,
            new SplittableRandom(new SecureRandom().nextLong()),
            node.viewSettings(),
            node::isExpiryActive);
    return assembly
        .durable(durability, node, node.admission(), node.ledger(), node.sessions())
        .running();
  }
}
