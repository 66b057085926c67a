package io.talus.forward;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Reply;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.forward.Proxy;
import io.talus.application.host.Host;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Shard;
import io.talus.application.shard.ShardGateway;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import java.util.SplittableRandom;

/** A node of a cluster, without sockets and disks. */
final class ClusterNode implements PeerNetwork.Receiver {
  static final int SLOTS = 16;
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final long REPLY_BYTES_MAX = 64 << 20;

  private final KnownLeaders leaders;
  private final Schedule.Loop loop;
  private final Proxy proxy;
  private final ShardGateway gateway;
  private final Shard shard;
  private final TestMap map;
  private final DecisionHistory decisions = new DecisionHistory();
  private final PipelineClient operator;

  ClusterNode(int number, Schedule schedule, Cables cables, long seed) {
    this.loop = schedule.loop();
    this.leaders = new KnownLeaders(number);
    NodeTables tables =
        NodeTables.open(new MemoryTablesRepository(), Runnable::run, loop::post, 1, SLOTS);
    Node node = new Node(Settings.initial(), Host.embedded(loop.nowMillis()), loop, tables);
    this.map = new TestMap(leaders);
    node.joins(map, decisions);
    PeerNetwork network = cables.attach(number, loop);
    proxy =
        new Proxy(
            leaders,
            tables,
            network,
            loop,
            new SplittableRandom(seed),
            new Proxy.Limits(() -> TIMEOUT_MILLIS, REPLY_BYTES_MAX));
    ShardAssembly assembly =
        new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            new SplittableRandom(seed + 1),
            node.viewSettings(),
            () -> false,
            proxy.router());
    ShardAssembly.Running running =
        assembly.inMemory(node, node.admission(), node.ledger(), node.sessions());
    gateway = running.gateway();
    shard = running.shard();
    proxy.open(running.shard(), running.runner(), gateway);
    network.receiver(this);
    operator = new PipelineClient(this);
  }

  KnownLeaders leaders() {
    return leaders;
  }

  Schedule.Loop loop() {
    return loop;
  }

  ShardGateway gateway() {
    return gateway;
  }

  TestMap map() {
    return map;
  }

  DecisionHistory decisions() {
    return decisions;
  }

  Shard shard() {
    return shard;
  }

  Proxy proxy() {
    return proxy;
  }

  /** Runs a command on what this node has, at once, whoever leads. */
  Reply inside(Bytes... command) {
    leaders.all(true);
    Reply reply = operator.now(command);
    leaders.all(false);
    return reply;
  }

  @Override
  public void received(int node, PeerMessage message) {
    proxy.received(node, message);
  }

  @Override
  public void connected(int node) {
    proxy.connected();
  }

  @Override
  public void disconnected(int node) {
    proxy.disconnected(node);
  }
}
