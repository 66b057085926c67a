package io.talus.bootstrap;

import io.talus.adapters.etcd.EtcdMetadataStore;
import io.talus.adapters.etcd.EtcdSettings;
import io.talus.adapters.replication.VertxPeerNetwork;
import io.talus.adapters.resp.RespServer;
import io.talus.application.manager.AskedNodes;
import io.talus.application.manager.ManagerElection;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataException;
import io.talus.application.port.MetadataStore;
import io.talus.application.question.Questions;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager without a node: it competes with all others, holds nothing, keeps nothing and listens
 * to nobody. Started once, stopped once, by any thread but a loop's.
 *
 * <p>It speaks to the nodes as a guest of theirs. What it needs for that, the cluster's id, is
 * there when the first node has founded it: until then, and while etcd is away, it waits.
 */
@Singleton
final class ManagerAlone implements Lifetime.Process {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerAlone.class);

  private final Settings settings;
  private final RespServer server;
  private final EventLoop loop;
  private final SecureRandom random = new SecureRandom();

  /** No node has it, and hardly ever another manager that is alone. */
  private final int number = -1 - random.nextInt(Integer.MAX_VALUE);

  private Runnable onFault = () -> {};
  private boolean stopped;

  // What follows belongs to the loop.

  private @Nullable MetadataStore metadata;
  private @Nullable TopologyRepository topology;
  private @Nullable Managed managed;
  private boolean beginning;

  /** What there is when the cluster is known. */
  private record Managed(VertxPeerNetwork network, AskedNodes nodes, ManagerElection election) {}

  /**
   * @param server whose loop it runs on; nobody is served
   */
  @Inject
  ManagerAlone(Settings settings, RespServer server) {
    this.settings = settings;
    this.server = server;
    this.loop = server.loops().getFirst();
  }

  @Override
  public void start(Runnable onStopRequest) {
    onFault = onStopRequest;
    try {
      EtcdSettings etcd = Clustering.etcd(settings);
      Clustering.peers(settings, settings.get(ClusterSettings.NAME), number); // or refuses
      OnLoop.call(loop, () -> begin(etcd));
    } catch (IllegalArgumentException | MetadataException refused) {
      throw new StartupException(refused);
    }
    LOG.info("{} competes for managing cluster '{}'", name(), settings.get(ClusterSettings.NAME));
  }

  private TopologyRepository begin(EtcdSettings etcd) {
    MetadataStore store = new EtcdMetadataStore(etcd, loop);
    metadata = store;
    TopologyRepository following = new TopologyRepository(store, loop);
    topology = following;
    following.onChange(image -> follow(store, following, image));
    return following;
  }

  private void follow(MetadataStore store, TopologyRepository following, ClusterImage image) {
    if (managed != null) {
      managed.nodes.follow(image);
    } else if (!beginning && !image.cluster().isEmpty()) {
      beginning = true;
      // Not now: it wants to follow, too, and all who do are just being told.
      loop.post(() -> manageOrEnd(store, following, image));
    }
  }

  private void manageOrEnd(MetadataStore store, TopologyRepository following, ClusterImage image) {
    try {
      Managed begun = manage(store, following, image.cluster());
      managed = begun;
      following.current().ifPresent(begun.nodes::follow);
    } catch (RuntimeException refused) {
      LOG.error("the manager ends", refused);
      onFault.run();
    }
  }

  private Managed manage(MetadataStore store, TopologyRepository following, String cluster) {
    VertxPeerNetwork network =
        new VertxPeerNetwork(
            Clustering.peers(settings, cluster, number),
            server.contexts().getFirst(),
            loop,
            random,
            new SplittableRandom(random.nextLong()));
    Questions questions = new Questions(number, network, loop);
    AskedNodes nodes = new AskedNodes(number, network, questions);
    ManagerElection election = Managing.begin(store, following, questions, loop, settings, name());
    return new Managed(network, nodes, election);
  }

  /** For people: one machine may have several, and a node's name is not a number. */
  private String name() {
    String given = settings.get(ClusterSettings.NODE_NAME);
    return "manager " + (given.isEmpty() ? ProcessHandle.current().pid() : given);
  }

  @Override
  public synchronized void stop() {
    if (!stopped) {
      LOG.info("stopping");
      close();
      LOG.info("stopped");
    }
  }

  @Override
  public synchronized void abandon() {
    close();
  }

  private void close() {
    stopped = true;
    try (server) {
      OnLoop.call(loop, () -> Optional.ofNullable(managed))
          .ifPresent(ended -> Managing.end(ended.election, loop));
      OnLoop.call(loop, this::closeOnLoop);
      server.stop(Duration.ZERO);
    }
  }

  private boolean closeOnLoop() {
    if (managed != null) {
      managed.network.close();
    }
    if (topology != null) {
      topology.close();
    }
    if (metadata != null) {
      metadata.close();
    }
    return true;
  }
}
