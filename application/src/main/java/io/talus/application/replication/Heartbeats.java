package io.talus.application.replication;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.replication.support.HeartbeatReply;
import io.talus.domain.replication.support.Liveness;
import io.talus.domain.replication.support.NodeSupport;
import io.talus.domain.replication.support.SupportRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The support between this node and the others, one heartbeat for all slots. Belongs to the shard's
 * thread.
 */
final class Heartbeats {
  /** A write that waits longer than that for its sync says that the disk stalls. */
  private static final long STALL_MILLIS = NodeSupport.SUPPORT_MILLIS / 2;

  /**
   * A log that does not take what it is given does so soon, or the disk is full. So long this node
   * leads nothing: others, who have room, do.
   */
  private static final long REFUSED_MILLIS = 2 * NodeSupport.SUPPORT_MILLIS;

  private final int self;
  private final PeerNetwork network;
  private final NodeSupport support;
  private final Set<Integer> peers = new TreeSet<>();
  private long dueMillis;
  private long refusedMillis = Long.MIN_VALUE / 2;

  /**
   * @param life of the process: larger than that of any before it on this node
   */
  Heartbeats(int self, long life, PeerNetwork network, long nowMillis) {
    this.self = self;
    this.network = network;
    this.support = new NodeSupport(self, life, nowMillis, SupportRules.SOUND);
  }

  /** What replicas ask of it. */
  Liveness liveness() {
    return support;
  }

  /** The nodes to exchange heartbeats with. */
  void peers(Collection<Integer> nodes) {
    peers.clear();
    peers.addAll(nodes);
  }

  void received(int node, Heartbeat asked, long nowMillis) {
    if (asked.from() == node && asked.to() == self) {
      support
          .receive(asked, nowMillis)
          .ifPresent(reply -> network.send(node, new PeerMessage.BeatReply(reply)));
    }
  }

  void received(int node, HeartbeatReply reply, long nowMillis) {
    if (reply.from() == node && reply.to() == self) {
      support.receive(reply, nowMillis);
    }
  }

  /** The log did not take what it was given. */
  void notLogged(long nowMillis) {
    refusedMillis = nowMillis;
  }

  /**
   * Sends what is due, and notices what has lapsed.
   *
   * @param unsyncedSince since when the oldest write waits for its sync
   * @return the nodes with which the support has changed
   */
  List<Integer> tick(long unsyncedSince, long nowMillis) {
    boolean stalls = unsyncedSince < nowMillis - STALL_MILLIS;
    support.diskStalled(stalls || nowMillis < refusedMillis + REFUSED_MILLIS);
    if (nowMillis >= dueMillis) {
      dueMillis = nowMillis + NodeSupport.HEARTBEAT_MILLIS;
      support
          .heartbeats(peers, nowMillis)
          .forEach(beat -> network.send(beat.to(), new PeerMessage.Beat(beat)));
    }
    return support.tick(nowMillis);
  }
}
