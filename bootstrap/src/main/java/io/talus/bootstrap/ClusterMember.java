package io.talus.bootstrap;

import io.talus.adapters.etcd.EtcdMetadataStore;
import io.talus.adapters.replication.PeerListenException;
import io.talus.adapters.replication.VertxPeerNetwork;
import io.talus.adapters.resp.RespServer;
import io.talus.adapters.rocksdb.metadata.FileMetadataCache;
import io.talus.application.cluster.Joining;
import io.talus.application.cluster.Joining.Joined;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.manager.KnownManager;
import io.talus.application.manager.ManagerElection;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataCache;
import io.talus.application.port.MetadataException;
import io.talus.application.port.MetadataStore;
import io.talus.application.question.Questions;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.topology.KeptImages;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * What a node of a cluster has beside its data: the metadata, the way to the other nodes, and a
 * number. Made before the shard, as the shard has to know which tables there are.
 */
final class ClusterMember implements AutoCloseable {
  private final EventLoop loop;
  private final MetadataStore metadata;
  private final TopologyRepository topology;
  private final NodeLiveness liveness;
  private final Joined joined;
  private final VertxPeerNetwork network;
  private final Optional<ManagerElection> election;
  private final Questions questions;
  private final DecisionHistory decisions;
  private final KnownManager manager;

  private ClusterMember(
      EventLoop loop,
      MetadataStore metadata,
      TopologyRepository topology,
      NodeLiveness liveness,
      Joined joined,
      VertxPeerNetwork network,
      Optional<ManagerElection> election,
      Questions questions,
      DecisionHistory decisions,
      KnownManager manager) {
    this.loop = loop;
    this.metadata = metadata;
    this.topology = topology;
    this.liveness = liveness;
    this.joined = joined;
    this.network = network;
    this.election = election;
    this.questions = questions;
    this.decisions = decisions;
    this.manager = manager;
  }

  /**
   * Joins the cluster. Waits for that, so by no event loop: for ever, if the metadata is away and
   * the node has kept nothing.
   *
   * @throws StartupException if a setting is not valid, or an address cannot be had
   */
  static ClusterMember join(
      Settings settings, DataFolder folder, RespServer server, NodeThreads threads) {
    EventLoop loop = server.loops().getFirst();
    try {
      MetadataCache cache = new FileMetadataCache(folder.tables());
      MetadataStore metadata =
          OnLoop.call(loop, () -> new EtcdMetadataStore(Clustering.etcd(settings), loop));
      TopologyRepository topology =
          OnLoop.call(loop, () -> new TopologyRepository(metadata, loop, cache.load()));
      CompletableFuture<Joined> joining = new CompletableFuture<>();
      OnLoop.call(
          loop,
          () ->
              new Joining(
                  topology, loop, Clustering.wish(settings, folder.identity()), joining::complete));
      Joined joined = joining.join();
      OnLoop.call(loop, () -> new KeptImages(topology, cache, threads.sync(), loop));
      NodeLiveness liveness =
          OnLoop.call(loop, () -> new NodeLiveness(metadata, loop, joined.node()));
      VertxPeerNetwork network =
          OnLoop.call(
              loop,
              () ->
                  new VertxPeerNetwork(
                      Clustering.peers(settings, joined.cluster(), joined.node()),
                      server.contexts().getFirst(),
                      loop,
                      new SecureRandom(),
                      new SplittableRandom(new SecureRandom().nextLong())));
      Questions questions = OnLoop.call(loop, () -> new Questions(joined.node(), network, loop));
      Optional<ManagerElection> election =
          settings.get(ClusterSettings.MANAGER)
              ? Optional.of(
                  OnLoop.call(
                      loop,
                      () ->
                          Managing.begin(
                              metadata,
                              topology,
                              questions,
                              loop,
                              settings,
                              "node " + joined.node())))
              : Optional.empty();
      DecisionHistory decisions = OnLoop.call(loop, () -> DecisionHistory.of(metadata));
      KnownManager manager = OnLoop.call(loop, () -> KnownManager.of(metadata));
      return new ClusterMember(
          loop, metadata, topology, liveness, joined, network, election, questions, decisions,
          manager);
    } catch (IllegalArgumentException | MetadataException refused) {
      throw new StartupException(refused);
    }
  }

  /** Begins to listen for other nodes. Not by an event loop. */
  void listen(Settings settings) {
    try {
      network.listen(Clustering.listening(settings));
    } catch (PeerListenException refused) {
      throw new StartupException(refused);
    }
  }

  Joined joined() {
    return joined;
  }

  /** Who is the cluster's manager, as far as this node knows. */
  Optional<String> manager() {
    return manager.name();
  }

  /** Whether this node surely is. */
  boolean manages() {
    return election.filter(ManagerElection::mayAct).isPresent();
  }

  TopologyRepository topology() {
    return topology;
  }

  NodeLiveness liveness() {
    return liveness;
  }

  VertxPeerNetwork network() {
    return network;
  }

  Questions questions() {
    return questions;
  }

  /** What the cluster's manager has decided lately. */
  DecisionHistory decisions() {
    return decisions;
  }

  /** Gives up the leases, and tells nobody anything more. */
  @Override
  public void close() {
    election.ifPresent(competing -> Managing.end(competing, loop));
    OnLoop.call(
        loop,
        () -> {
          liveness.close();
          topology.close();
          network.close();
          metadata.close();
          return true;
        });
  }
}
