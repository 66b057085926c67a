package io.talus.application.replication;

import io.talus.application.port.PeerNetwork;
import io.talus.domain.replication.group.MemberId;
import java.util.ArrayList;
import java.util.List;

/**
 * Members that have installed a snapshot, and lack what was logged while it was on its way: if the
 * log gave that up now, they would need another, and so on for ever. At most one entry for each
 * snapshot that was sent. Belongs to the shard's thread.
 */
final class CatchingUp {
  private record One(HostedReplica leader, MemberId member, long epoch, long upTo) {
    private boolean lasts(PeerNetwork network) {
      return leader.leads()
          && leader.epoch() == epoch
          && leader.acknowledged(member) < upTo
          && network.isConnected(member.node());
    }
  }

  private final PeerNetwork network;
  private final List<One> all = new ArrayList<>();

  CatchingUp(PeerNetwork network) {
    this.network = network;
  }

  void add(OutgoingSnapshot installed) {
    HostedReplica leader = installed.leader();
    all.add(new One(leader, installed.to(), installed.epoch(), leader.figures().last().index()));
  }

  boolean isAny() {
    return !all.isEmpty();
  }

  /** Time has passed. */
  void tick() {
    all.removeIf(each -> !each.lasts(network));
  }
}
