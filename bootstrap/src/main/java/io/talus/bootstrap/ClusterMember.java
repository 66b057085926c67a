package io.talus.bootstrap;

import io.talus.adapters.etcd.EtcdMetadataStore;
import io.talus.adapters.replication.PeerListenException;
import io.talus.adapters.replication.VertxPeerNetwork;
import io.talus.adapters.resp.RespServer;
import io.talus.adapters.rocksdb.metadata.FileMetadataCache;
import io.talus.application.cluster.Joining;
import io.talus.application.cluster.Joining.Joined;
import io.talus.application.decision.DecisionHistory;
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
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

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

  private ClusterMember(
      EventLoop loop,
      MetadataStore metadata,
      TopologyRepository topology,
      NodeLiveness liveness,
      Joined joined,
      VertxPeerNetwork network,
      Optional<ManagerElection> election,
      Questions questions,
      DecisionHistory decisions) {
    this.loop = loop;
    this.metadata = metadata;
    this.topology = topology;
    this.liveness = liveness;
    this.joined = joined;
    this.network = network;
    this.election = election;
    this.questions = questions;
    this.decisions = decisions;
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
          onLoop(loop, () -> new EtcdMetadataStore(Clustering.etcd(settings), loop));
      TopologyRepository topology =
          onLoop(loop, () -> new TopologyRepository(metadata, loop, cache.load()));
      CompletableFuture<Joined> joining = new CompletableFuture<>();
      onLoop(
          loop,
          () ->
              new Joining(
                  topology, loop, Clustering.wish(settings, folder.identity()), joining::complete));
      Joined joined = joining.join();
      onLoop(loop, () -> new KeptImages(topology, cache, threads.sync(), loop));
      NodeLiveness liveness = onLoop(loop, () -> new NodeLiveness(metadata, loop, joined.node()));
      VertxPeerNetwork network =
          onLoop(
              loop,
              () ->
                  new VertxPeerNetwork(
                      Clustering.peers(settings, joined),
                      server.contexts().getFirst(),
                      loop,
                      new SecureRandom(),
                      new SplittableRandom(new SecureRandom().nextLong())));
      Questions questions = onLoop(loop, () -> new Questions(joined.node(), network, loop));
      Optional<ManagerElection> election =
          settings.get(ClusterSettings.MANAGER)
              ? Optional.of(
                  onLoop(
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
      DecisionHistory decisions = onLoop(loop, () -> DecisionHistory.of(metadata));
      return new ClusterMember(
          loop, metadata, topology, liveness, joined, network, election, questions, decisions);
    } catch (IllegalArgumentException | MetadataException refused) {
      throw new StartupException(refused);
    }
  }

  /** What belongs to the loop is also made there. */
  private static <T> T onLoop(EventLoop loop, Supplier<T> made) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.post(
        () -> {
          try {
            result.complete(made.get());
          } catch (RuntimeException | Error failed) { // somebody waits for one of the two
            result.completeExceptionally(failed);
          }
        });
    try {
      return result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
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

  /** Who is the cluster's manager; empty, too, on a node that does not compete for it. */
  Optional<String> manager() {
    return election.flatMap(ManagerElection::manager);
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
    onLoop(
        loop,
        () -> {
          election.ifPresent(ManagerElection::close); // another one need not wait for the lease
          liveness.close();
          topology.close();
          network.close();
          metadata.close();
          return true;
        });
  }
}
