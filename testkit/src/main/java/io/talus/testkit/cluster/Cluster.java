package io.talus.testkit.cluster;

import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.replica.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Nodes, links and time. All nodes have replicas of all slots at first, up to a number of voters.
 */
final class Cluster {
  private final TimeLine time = new TimeLine();
  private final RandomGenerator random;
  private final IntFunction<RandomGenerator> randomOfNodes;
  private final ClusterRules rules;
  private final Links links;
  private final Invariants invariants;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final int slots;
  private ClusterTrace trace = ClusterTrace.NONE;
  private ConsistencyPolicy policy = ConsistencyPolicy.QUORUM;
  private int replyMillisMax = 1;
  private long appendEntriesMax = Timing.APPEND_ENTRIES_MAX;

  /**
   * @param randomOfNodes the chance that a node's replicas get
   */
  Cluster(
      int nodeCount,
      int slots,
      RandomGenerator random,
      IntFunction<RandomGenerator> randomOfNodes,
      ClusterRules rules) {
    this.random = random;
    this.randomOfNodes = randomOfNodes;
    this.rules = rules;
    this.slots = slots;
    this.links = new Links(time, random);
    this.invariants = new Invariants(this);
    for (int id = 1; id <= nodeCount; id++) {
      nodes.add(new SimulatedNode(id, this));
    }
  }

  /** Makes the replicas of all slots on the first nodes, and starts everything. */
  void start(int voterCount) {
    List<MemberId> voters = new ArrayList<>();
    for (int id = 1; id <= voterCount; id++) {
      voters.add(MemberId.on(id));
    }
    Membership membership = new Membership(voters, List.of());
    for (int slot = 0; slot < slots; slot++) {
      for (MemberId voter : voters) {
        node(voter.node()).join(slot, voter, membership);
      }
    }
    nodes.forEach(SimulatedNode::start);
  }

  void trace(ClusterTrace newTrace) {
    trace = newTrace;
  }

  ClusterTrace trace() {
    return trace;
  }

  TimeLine time() {
    return time;
  }

  long now() {
    return time.now();
  }

  RandomGenerator random() {
    return random;
  }

  RandomGenerator randomOf(int node) {
    return randomOfNodes.apply(node);
  }

  ClusterRules rules() {
    return rules;
  }

  Links links() {
    return links;
  }

  Invariants invariants() {
    return invariants;
  }

  int slots() {
    return slots;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  SimulatedNode node(int id) {
    return nodes.get(id - 1);
  }

  List<Integer> othersOf(int id) {
    return nodes.stream().map(SimulatedNode::id).filter(other -> other != id).toList();
  }

  /** The leader of the newest epoch among the processes that run. */
  Optional<SimulatedReplica> leader(int slot) {
    SimulatedReplica found = null;
    for (SimulatedNode node : nodes) {
      SimulatedReplica replica = node.isUp() ? node.replica(slot).orElse(null) : null;
      if (replica != null
          && replica.machine().isLeader()
          && (found == null || replica.machine().epoch() > found.machine().epoch())) {
        found = replica;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Before the start. */
  void policy(ConsistencyPolicy newPolicy) {
    policy = newPolicy;
  }

  ConsistencyPolicy policy() {
    return policy;
  }

  void appendEntriesMax(long count) {
    appendEntriesMax = count;
  }

  long appendEntriesMax() {
    return appendEntriesMax;
  }

  void replyMillisMax(int millis) {
    replyMillisMax = millis;
  }

  void reply(Runnable delivery) {
    time.in(replyMillisMax == 1 ? 1 : random.nextInt(1, replyMillisMax + 1), delivery);
  }
}
