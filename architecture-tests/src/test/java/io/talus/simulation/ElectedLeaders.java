package io.talus.simulation;

import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.application.replication.Replicas;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.application.shard.CommandRunner;
import io.talus.application.table.NodeTables;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.slot.SlotId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes elect them. Nothing else is needed for that, so there is nothing else. */
final class ElectedLeaders implements GroupLeaders {
  private static final Route HERE = new Route.Here();

  private final int number;
  private final GroupSetting setting;
  private final NodeTables tables;
  private final PeerNetwork network;
  private final Set<Session> confirmed = new HashSet<>();
  private @Nullable Begun begun;

  private record Begun(Replicas replicas, CommandRunner runner) {}

  ElectedLeaders(int number, GroupSetting setting, NodeTables tables, PeerNetwork network) {
    this.number = number;
    this.setting = setting;
    this.tables = tables;
    this.network = network;
  }

  @Override
  public NodeTables tables() {
    return tables;
  }

  @Override
  public NodeLease lease() {
    return new NodeLease(3000, 300);
  }

  @Override
  public void begin(Replicas replicas, ShardAssembly.Running running, boolean isNew) {
    begun = new Begun(replicas, running.runner());
    network.receiver(new Receiver(replicas));
    Set<Integer> others = new HashSet<>();
    MemberId[] voters = new MemberId[setting.nodes()];
    for (int node = 1; node <= setting.nodes(); node++) {
      voters[node - 1] = MemberId.on(node);
      if (node != number) {
        others.add(node);
      }
    }
    replicas.peers(others);
    if (isNew) {
      for (SlotId slot : ReplicatedNode.slots()) {
        replicas.begin(
            slot, MemberId.on(number), Membership.ofVoters(voters), ConsistencyPolicy.QUORUM);
      }
    }
  }

  private Begun begun() {
    if (begun == null) {
      throw new IllegalStateException("not begun: " + number);
    }
    return begun;
  }

  @Override
  public Route route(Session session, CommandSpec spec, SlotId slot) {
    Replicas replicas = begun().replicas;
    if (!replicas.leads(slot)) {
      return ReplicatedNode.NOT_HERE;
    }
    if (spec.has(CommandFlag.WRITE)
        || setting.fault() == GroupFault.READS_ARE_NOT_CONFIRMED
        || confirmed.remove(session)
        || replicas.servesReads(slot)) {
      return HERE;
    }
    CommandRunner runner = begun().runner;
    return new Route.NotNow(
        held ->
            replicas.read(
                slot,
                () -> {
                  confirmed.add(held);
                  runner.again(held);
                },
                () -> runner.again(held)));
  }

  @Override
  public boolean serves(SlotId slot) {
    return begun().replicas.servesReads(slot);
  }

  @Override
  public void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
    // A command finds out when it comes.
  }

  @Override
  public void adopted(SlotId slot, long epoch, LogPosition last) {
    throw setting.trace().failure("%d: nobody grants epochs here: %s %d", number, slot, epoch);
  }

  @Override
  public void diverged(SlotId slot, MemberId member, LogPosition committed) {
    throw setting.trace().failure("%d: %s of %s has diverged", number, member, slot);
  }

  @Override
  public void unkept(SlotId slot, LogPosition kept, LogPosition through) {
    throw setting.trace().failure("%d: %s lost what was committed: %s", number, slot, through);
  }

  @Override
  public void end() {
    // There is nothing outside of the process.
  }

  private final class Receiver implements PeerNetwork.Receiver {
    private final Replicas replicas;

    private Receiver(Replicas replicas) {
      this.replicas = replicas;
    }

    @Override
    public void received(int node, PeerMessage message) {
      replicas.received(node, message);
    }

    @Override
    public void connected(int node) {
      setting.trace().add("%d: connected to %d", number, node);
    }

    @Override
    public void disconnected(int node) {
      setting.trace().add("%d: disconnected from %d", number, node);
    }
  }
}
