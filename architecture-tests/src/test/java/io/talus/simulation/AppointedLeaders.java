package io.talus.simulation;

import io.talus.adapters.memory.metadata.MemoryMetadataStore;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.background.Periodically;
import io.talus.application.cluster.ClusterNode;
import io.talus.application.cluster.LeaderLease;
import io.talus.application.command.CommandSpec;
import io.talus.application.decision.DecisionRing;
import io.talus.application.decision.Decisions;
import io.talus.application.forward.Proxy;
import io.talus.application.manager.Manager;
import io.talus.application.manager.ManagerElection;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.TablesRepository;
import io.talus.application.question.Questions;
import io.talus.application.replication.Replicas;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.KeptImages;
import io.talus.application.topology.KeptLease;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.slot.SlotId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The manager appoints them, and each node competes for being it: all that a node of a cluster has
 * beside its data, but for forwarding. Commands on slots that others lead are refused.
 */
final class AppointedLeaders implements GroupLeaders {
  private static final Route HERE = new Route.Here();
  private static final long REPLY_BYTES_MAX = 1 << 20;
  private static final long PATIENCE_MILLIS = 1000;

  /** Much more often than anybody looks whether the lease is lost. */
  private static final long HASTE_MILLIS = 1;

  private final int number;
  private final GroupSetting setting;
  private final GroupMetadata metadata;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final PeerNetwork network;
  private final TopologyRepository topology;
  private final NodeLiveness liveness;
  private final Questions questions;
  private final NodeTables tables;
  private final NodeLease lease;
  private final ClusterNode cluster;

  /** What the node works with, of the simulation. */
  record Site(EventLoop loop, Runnable runPosted, Executor disk, TablesRepository tables) {}

  AppointedLeaders(
      int number,
      GroupSetting setting,
      GroupMetadata metadata,
      Site site,
      PeerNetwork network,
      RandomGenerator random) {
    this.number = number;
    this.setting = setting;
    this.metadata = metadata;
    this.loop = site.loop();
    this.random = random;
    this.network = network;
    MemoryMetadataStore store = metadata.join(number, loop);
    topology = new TopologyRepository(store, loop, metadata.cache(number).load());
    site.runPosted().run(); // what has been told by now
    new KeptImages(topology, metadata.cache(number), site.disk(), loop);
    liveness = new NodeLiveness(store, loop, number);
    questions = new Questions(number, network, loop);
    manage(store);
    tables =
        NodeTables.ofCluster(
            site.tables(), site.disk(), loop::post, topology.current().orElseThrow().tables());
    long margin =
        setting.fault() == GroupFault.LEASE_MARGIN_IS_IGNORED ? 0 : KeptLease.MARGIN_MILLIS;
    lease = new NodeLease(NodeLiveness.LEASE_MILLIS, margin);
    cluster = new ClusterNode(number, topology, network, tables, questions, loop);
  }

  private void manage(MetadataStore store) {
    boolean hasty = setting.fault() == GroupFault.MANAGER_DOES_NOT_WAIT;
    String who = "node " + number;
    ManagerElection election = new ManagerElection(store, loop, who);
    new Manager(
        election,
        hasty ? new TopologyRepository(new HastyMetadata(store, number), loop) : topology,
        questions,
        new Decisions(new DecisionRing(store, loop, election::condition), loop, who),
        loop,
        () -> setting.fault() == GroupFault.LAGGING_ARE_APPOINTED);
  }

  @Override
  public NodeTables tables() {
    return tables;
  }

  @Override
  public NodeLease lease() {
    return lease;
  }

  @Override
  public void begin(Replicas replicas, ShardAssembly.Running running, boolean isNew) {
    Proxy proxy =
        new Proxy(
            cluster.leaders(),
            tables,
            network,
            loop,
            random,
            new Proxy.Limits(() -> PATIENCE_MILLIS, REPLY_BYTES_MAX));
    proxy.open(running.shard(), running.runner(), running.gateway());
    cluster.begin(replicas, proxy, new LeaderLease(number, liveness, topology, lease, loop));
    breakRules(replicas);
  }

  private void breakRules(Replicas replicas) {
    if (setting.fault() == GroupFault.UNSEEN_LEASES_COUNT) {
      Periodically.run(
          loop,
          HASTE_MILLIS,
          "leading without looking",
          () -> lease.renewed(TimeUnit.NANOSECONDS.toMillis(liveness.prolongedNanos())));
    } else if (setting.fault() == GroupFault.ADOPTIONS_ARE_NOT_DURABLE) {
      new HastyAdoptions(replicas, questions);
    } else if (setting.fault() == GroupFault.OLD_EPOCHS_ARE_TAKEN) {
      network.receiver(new ForgetfulReceiver(cluster, replicas));
    }
  }

  @Override
  public Route route(Session session, CommandSpec spec, SlotId slot) {
    return serves(slot) ? HERE : ReplicatedNode.NOT_HERE;
  }

  @Override
  public boolean serves(SlotId slot) {
    return cluster.leaders().isHere(slot.table(), slot.slot());
  }

  @Override
  public void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
    cluster.ledBy(slot, epoch, leader);
  }

  @Override
  public void adopted(SlotId slot, long epoch, LogPosition last) {
    setting.trace().add("%d: %s has adopted epoch %d with %s", number, slot, epoch, last);
    cluster.adopted(slot, epoch, last);
  }

  @Override
  public void diverged(SlotId slot, MemberId member, LogPosition committed) {
    cluster.diverged(slot, member, committed);
  }

  @Override
  public void unkept(SlotId slot, LogPosition kept, LogPosition through) {
    cluster.unkept(slot, kept, through);
  }

  @Override
  public void end() {
    metadata.leave(number);
  }
}
