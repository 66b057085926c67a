package io.talus.bootstrap;

import io.talus.adapters.resp.BoundPorts;
import io.talus.adapters.resp.ListenException;
import io.talus.adapters.resp.RespServer;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node from start to stop. Started once, stopped once, by any thread but a loop's. */
@Singleton
final class ServerNode implements Lifetime.Process {
  private static final Logger LOG = LoggerFactory.getLogger(ServerNode.class);

  /** How long clients may take to read their last replies. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final RespServer server;
  private final Provider<ShardAssembly.Running> shard;
  private final NodeThreads threads;
  private final Storage storage;
  private final Optional<ClusterMember> member;
  private final Settings settings;
  private final Stop stop;
  private boolean stopped;

  @Inject
  ServerNode(
      RespServer server,
      Provider<ShardAssembly.Running> shard,
      NodeThreads threads,
      Storage storage,
      Optional<ClusterMember> member,
      Settings settings,
      Stop stop) {
    this.server = server;
    this.shard = shard;
    this.threads = threads;
    this.storage = storage;
    this.member = member;
    this.settings = settings;
    this.stop = stop;
  }

  /** Begins to serve; the task runs when somebody wants the node to stop. */
  @Override
  public void start(Runnable onStopRequest) {
    stop.onRequest(onStopRequest);
    // The shard belongs to its loop, so it is also made there.
    CompletableFuture<ShardAssembly.Running> running = new CompletableFuture<>();
    server.loops().getFirst().post(() -> complete(running));
    try {
      ShardAssembly.Running shards = running.join();
      member.ifPresent(joined -> joined.listen(settings));
      BoundPorts ports = server.start(List.of(shards.gateway()));
      LOG.info("Talus is ready for clients on port {}", ports.port());
    } catch (ListenException failed) {
      throw new StartupException(failed);
    } catch (CompletionException failed) {
      throw new StartupException(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private void complete(CompletableFuture<ShardAssembly.Running> running) {
    try {
      running.complete(shard.get());
    } catch (RuntimeException | Error failed) { // somebody waits for one of the two
      running.completeExceptionally(failed);
    }
  }

  /** Closes clients, brings the store up to the log, and gives everything back. */
  @Override
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    LOG.info("stopping");
    close(GRACE);
    LOG.info("stopped");
  }

  /** Gives everything back after a start that failed: nobody was served. */
  @Override
  public synchronized void abandon() {
    close(Duration.ZERO);
  }

  /**
   * The last resource closes first. What the threads have begun comes back to the loop; then the
   * loop ends, which may still write the log and look into the store; then these are closed.
   */
  private void close(Duration grace) {
    stopped = true;
    try (storage;
        server;
        threads) {
      server.stop(grace);
      member.ifPresent(ClusterMember::close);
    }
  }
}
