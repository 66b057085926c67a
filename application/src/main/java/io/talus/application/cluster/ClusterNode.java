package io.talus.application.cluster;

import io.talus.application.forward.Leaders;
import io.talus.application.forward.Proxy;
import io.talus.application.host.ClusterStanding;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.question.Questions;
import io.talus.application.replication.Replicas;
import io.talus.application.replication.SlotWatch;
import io.talus.application.session.WriteHolders;
import io.talus.application.shard.CommandRunner;
import io.talus.application.slotmap.ClusterMap;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.slot.SlotId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node as part of its cluster: it puts together what it is told by the metadata, by other
 * nodes and by its own replicas. Belongs to the shard's thread.
 */
public final class ClusterNode implements SlotWatch, PeerNetwork.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

  private final int self;
  private final TopologyRepository topology;
  private final EventLoop loop;
  private final PeerNetwork network;
  private final KnownLeaders leaders;
  private final KnownMap map;
  private final LeaderNotices notices;
  private final NodeTables nodeTables;
  private final ClusterTables tables;
  private final Questions questions;
  private @Nullable Running running;

  /** What there is when the shard is. */
  private record Running(
      Replicas replicas,
      NodeReplicas wanted,
      Appointments appointments,
      LeaderLease lease,
      Acknowledgements acknowledgements,
      Proxy proxy) {}

  /**
   * Begins to know who leads; there are no replicas yet.
   *
   * @param self the number of this node
   */
  public ClusterNode(
      int self,
      TopologyRepository topology,
      PeerNetwork network,
      NodeTables tables,
      Questions questions,
      EventLoop loop) {
    this.self = self;
    this.topology = topology;
    this.network = network;
    this.leaders = new KnownLeaders(self, loop);
    this.map = new KnownMap(self, topology, leaders, loop);
    this.notices = new LeaderNotices(topology, loop);
    this.nodeTables = tables;
    this.loop = loop;
    this.tables = new ClusterTables(topology, tables, loop);
    this.questions = questions;
    network.receiver(this);
    topology.current().ifPresent(leaders::follow);
  }

  /** For the proxy. */
  public Leaders leaders() {
    return leaders;
  }

  /** For clients that know Redis Cluster. */
  public ClusterMap map() {
    return map;
  }

  /**
   * Begins to be what the metadata says.
   *
   * @param lease with which this node leads where it is appointed, as its replicas know it
   */
  public void begin(Replicas replicas, Proxy proxy, LeaderLease lease) {
    leaders.begin(replicas);
    new Handovers(replicas, questions);
    lease.onReturn(leaders::leaseIsBack);
    tables.metadataAnswers(lease::isHeld);
    running =
        new Running(
            replicas,
            new NodeReplicas(self, replicas, nodeTables),
            new Appointments(self, replicas, topology, questions, loop),
            lease,
            new Acknowledgements(replicas, questions, loop),
            proxy);
    topology.current().ifPresent(this::follow);
    topology.onChange(this::follow);
    // A new table is kept on the disk before the shard has it, and only then it has replicas.
    nodeTables.onChange(shown -> topology.current().ifPresent(this::follow));
  }

  /**
   * How this node stands; empty before it has begun.
   *
   * @param manager who is the cluster's manager, as far as is known here
   * @param manages whether this node is, surely
   */
  public Optional<ClusterStanding> standing(Optional<String> manager, boolean manages) {
    Running here = running;
    return here == null
        ? Optional.empty()
        : topology
            .current()
            .map(
                image ->
                    new Standings(leaders, network, here.replicas).of(image, manager, manages));
  }

  /**
   * Who holds what clients write.
   *
   * @param runner answers those who waited
   * @throws IllegalStateException if this node has not begun
   */
  public WriteHolders holders(CommandRunner runner) {
    Running here = running;
    if (here == null) {
      throw new IllegalStateException("there are no replicas yet");
    }
    return new FollowerWaits(
        leaders,
        new AskedHolders(self, here.acknowledgements, questions, this::nodes, nodeTables, loop),
        loop,
        runner::answer);
  }

  private Set<Integer> nodes() {
    return topology.current().map(image -> image.topology().nodes().keySet()).orElseGet(Set::of);
  }

  private void follow(ClusterImage image) {
    tables.follow(image);
    leaders.follow(image);
    network.peers(image.peersOf(self));
    if (running != null) {
      running.wanted.follow(image);
      running.appointments.follow(image);
      running.lease.look(); // only now that it is known who was appointed meanwhile
    }
  }

  // -------------------------------------------------------------------------------------------
  // what replicas say

  @Override
  public void ledBy(SlotId slot, long epoch, Optional<MemberId> leader) {
    leaders.ledBy(slot, epoch, leader);
    if (leader.isPresent() && leader.get().node() == self) {
      notices.leads(slot, epoch, leader.get());
    } else {
      notices.leadsNoMore(slot);
    }
  }

  @Override
  public void adopted(SlotId slot, long epoch, LogPosition last) {
    LOG.debug("{} has adopted epoch {} with {}", slot, epoch, last);
    if (running != null) {
      running.appointments.adopted(slot, epoch, last);
    }
  }

  @Override
  public void diverged(SlotId slot, MemberId member, LogPosition committed) {
    LOG.warn(
        "{}: {} has committed up to {} what its leader here does not have: it gets a snapshot, and"
            + " keeps what it had in a rollback file",
        slot,
        member,
        committed);
  }

  @Override
  public void unkept(SlotId slot, LogPosition kept, LogPosition through) {
    LOG.warn(
        "{}: what this node had behind {} up to {} is given up, and not kept: the log had given it"
            + " up before",
        slot,
        kept,
        through);
  }

  // -------------------------------------------------------------------------------------------
  // what other nodes say

  @Override
  public void received(int node, PeerMessage message) {
    Running here = running;
    if (here == null) {
      return; // said again, or given up, by those who have said it
    }
    switch (message) {
      case PeerMessage.Slots slots -> {
        here.replicas.received(node, slots);
        here.acknowledgements.look();
      }
      case PeerMessage.Beat beat -> here.replicas.received(node, beat);
      case PeerMessage.BeatReply reply -> here.replicas.received(node, reply);
      case PeerMessage.SnapshotPiece piece -> here.replicas.received(node, piece);
      case PeerMessage.SnapshotProgress progress -> here.replicas.received(node, progress);
      case PeerMessage.Call call -> here.proxy.received(node, call);
      case PeerMessage.Answer answer -> here.proxy.received(node, answer);
      case PeerMessage.Cancel cancel -> here.proxy.received(node, cancel);
      case PeerMessage.Question question -> questions.received(node, question);
      case PeerMessage.QuestionReply reply -> questions.received(node, reply);
    }
  }

  @Override
  public void connected(int node) {
    LOG.info("connected to node {}", node);
    if (isNode(node)) {
      map.connected(node);
    }
    if (running != null) {
      running.proxy.connected();
    }
  }

  /** And not a manager that is alone. */
  private static boolean isNode(int number) {
    return number > 0;
  }

  @Override
  public void disconnected(int node) {
    LOG.info("disconnected from node {}", node);
    map.disconnected(node);
    questions.disconnected(node);
    if (running != null) {
      running.proxy.disconnected(node);
    }
  }
}
