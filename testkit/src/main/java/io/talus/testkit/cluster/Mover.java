package io.talus.testkit.cluster;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.MembershipChange;
import io.talus.domain.replication.replica.Event;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Changes who belongs to the groups, as the manager of a cluster does, and replaces what was lost.
 * It is impatient: what it wants in the end it asks for at once, and has to be refused.
 */
final class Mover {
  private static final int PAUSE_MILLIS_MAX = 300;
  private static final int VOTERS_MIN = 3;

  private final Cluster cluster;
  private final RandomGenerator random;
  private final Map<MemberKey, Integer> lives = new HashMap<>();
  private final Set<MemberKey> lost = new HashSet<>();
  private boolean restless = true;

  Mover(Cluster cluster) {
    this.cluster = cluster;
    this.random = cluster.random();
  }

  void start() {
    cluster.time().in(random.nextLong(1, PAUSE_MILLIS_MAX), this::next);
  }

  /** From now on it only finishes and repairs. */
  void settle() {
    restless = false;
  }

  /** Whether all is well and nothing is being changed, so that a disk may be lost. */
  boolean isWhole() {
    for (int slot = 0; slot < cluster.slots(); slot++) {
      if (!isWhole(slot, cluster.invariants().membership(slot))) {
        return false;
      }
    }
    return true;
  }

  private boolean isWhole(int slot, Membership committed) {
    boolean sound =
        committed.voters().size() >= VOTERS_MIN
            && committed.others(MemberId.on(99)).stream()
                .noneMatch(member -> lost.contains(new MemberKey(slot, member)));
    return sound
        && cluster.nodes().stream()
            .allMatch(
                node ->
                    node.isUp()
                        && node.replica(slot)
                            .map(replica -> replica.machine().membership())
                            .filter(membership -> !membership.equals(Membership.NONE))
                            .filter(membership -> !membership.equals(committed))
                            .isEmpty());
  }

  /** A node has lost its disk: its members have to leave, and others join. */
  void wiped(SimulatedNode node) {
    for (int slot = 0; slot < cluster.slots(); slot++) {
      int here = slot;
      node.member(slot).ifPresent(member -> lost.add(new MemberKey(here, member)));
    }
  }

  private void next() {
    start();
    int slot = random.nextInt(cluster.slots());
    buryThoseThatLeft(slot);
    cluster
        .leader(slot)
        .filter(leader -> !cluster.node(leader.key().member().node()).isPaused())
        .ifPresent(leader -> change(slot, leader));
  }

  private void change(int slot, SimulatedReplica leader) {
    Membership now = leader.machine().membership();
    for (MemberId member : now.others(leader.key().member())) {
      if (lost.contains(new MemberKey(slot, member))) {
        propose(leader, new MembershipChange.Remove(member));
        return;
      }
    }
    now.learners().forEach(learner -> propose(leader, new MembershipChange.Promote(learner)));
    int wanted = restless ? random.nextInt(VOTERS_MIN, cluster.nodes().size() + 1) : VOTERS_MIN;
    if (now.voters().size() > wanted && now.learners().isEmpty()) {
      remove(leader, now, now.voters().size() - wanted);
    }
    for (int missing = wanted - now.voters().size() - now.learners().size();
        missing > 0;
        missing--) {
      add(slot, leader);
    }
  }

  private static void propose(SimulatedReplica leader, MembershipChange change) {
    leader.step(new Event.ProposeChange(change));
  }

  private void remove(SimulatedReplica leader, Membership now, int count) {
    List<MemberId> others = now.others(leader.key().member());
    int from = random.nextInt(others.size());
    for (int i = 0; i < count; i++) {
      propose(leader, new MembershipChange.Remove(others.get((from + i) % others.size())));
    }
  }

  private void add(int slot, SimulatedReplica leader) {
    Membership now = leader.machine().membership();
    List<SimulatedNode> free =
        cluster.nodes().stream()
            .filter(SimulatedNode::isUp)
            .filter(
                node -> now.others(MemberId.on(99)).stream().noneMatch(m -> m.node() == node.id()))
            .toList();
    if (!free.isEmpty()) {
      SimulatedNode node = free.get(random.nextInt(free.size()));
      joining(slot, node)
          .ifPresent(member -> propose(leader, new MembershipChange.AddLearner(member)));
    }
  }

  /**
   * The member to add on a node: one that is there already, since nobody knows what came of the
   * attempt to add it; else a new one.
   */
  private Optional<MemberId> joining(int slot, SimulatedNode node) {
    Optional<MemberId> there = node.member(slot);
    if (there.isPresent()) {
      return there.filter(member -> !cluster.invariants().hasLeft(new MemberKey(slot, member)));
    }
    int life = lives.merge(new MemberKey(slot, MemberId.on(node.id())), 2, (old, first) -> old + 1);
    MemberId member = new MemberId(node.id(), life);
    node.join(slot, member, Membership.NONE);
    return Optional.of(member);
  }

  /** Members that have left are told so, when their node can be reached. */
  private void buryThoseThatLeft(int slot) {
    for (SimulatedNode node : cluster.nodes()) {
      Optional<MemberId> member =
          node.member(slot).filter(m -> cluster.invariants().hasLeft(new MemberKey(slot, m)));
      if (member.isPresent() && node.isUp() && !node.isPaused() && random.nextBoolean()) {
        node.bury(slot, member.get());
      }
    }
  }
}
