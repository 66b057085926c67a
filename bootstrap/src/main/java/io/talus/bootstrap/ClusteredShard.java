package io.talus.bootstrap;

import io.talus.application.assembly.ShardAssembly;
import io.talus.application.cluster.ClusterNode;
import io.talus.application.cluster.LeaderLease;
import io.talus.application.cluster.NodeReplicas;
import io.talus.application.following.Durability;
import io.talus.application.forward.Proxy;
import io.talus.application.host.HeapShares;
import io.talus.application.log.LogScan;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.replication.Replicas;
import io.talus.application.server.Node;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.KeptLease;
import io.talus.application.topology.NodeLiveness;
import io.talus.domain.replication.support.NodeLease;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Puts a shard together whose slots have replicas on other nodes. Used on the loop. */
final class ClusteredShard {
  /** What the newest records may take, as a part of the heap: a second's worth of writes. */
  private static final int RECENT_PART = 32;

  private final ClusterMember member;
  private final Settings settings;
  private final EventLoop loop;
  private final RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());

  ClusteredShard(ClusterMember member, Settings settings, EventLoop loop) {
    this.member = member;
    this.settings = settings;
    this.loop = loop;
  }

  ShardAssembly.Running open(
      NodeTables tables, Node node, ResidentTier tier, Durability durability, LogScan found) {
    int self = member.joined().node();
    ClusterNode cluster =
        new ClusterNode(
            self, member.topology(), member.network(), tables, member.questions(), loop);
    NodeLease lease = new NodeLease(NodeLiveness.LEASE_MILLIS, KeptLease.MARGIN_MILLIS);
    node.joins(cluster.map(), member.decisions());
    Proxy proxy =
        new Proxy(
            cluster.leaders(),
            tables,
            member.network(),
            loop,
            random,
            new Proxy.Limits(
                () -> settings.get(ClusterSettings.FORWARD_TIMEOUT_MILLIS),
                new HeapShares(Runtime.getRuntime().maxMemory()).commandBytes()));
    ShardAssembly.Durable durable =
        new ShardAssembly(
                tables,
                tier,
                loop,
                new SplittableRandom(new SecureRandom().nextLong()),
                node.viewSettings(),
                node::isExpiryActive,
                proxy.router())
            .durable(durability, node, node.admission(), node.ledger(), node.sessions());
    ShardAssembly.Running running = durable.running();
    proxy.open(running.shard(), running.runner(), running.gateway());
    Replicas replicas =
        Replicas.open(
            new Replicas.Self(
                self,
                durability.epoch(),
                lease,
                Runtime.getRuntime().maxMemory() / RECENT_PART,
                settings.get(ClusterSettings.LOG_KEPT),
                () -> ClusterSettings.snapshotBytesPerSecond(settings)),
            new Replicas.Parts(
                durable.replicated(),
                durable.log(),
                durability.binlog(),
                durability.store(),
                loop,
                durability.readers(),
                member.network(),
                durability.writer(),
                durability.writerThread(),
                random),
            found,
            table -> NodeReplicas.policy(tables.current(), table),
            cluster);
    cluster.begin(
        replicas, proxy, new LeaderLease(self, member.liveness(), member.topology(), lease, loop));
    node.heldBy(cluster.holders(running.runner()));
    node.partOf(() -> cluster.standing(member.manager(), member.manages()));
    return running;
  }
}
