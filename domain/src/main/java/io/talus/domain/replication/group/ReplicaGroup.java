package io.talus.domain.replication.group;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One slot's replicas, as somebody outside of it sees them. Such a picture may be late, but a
 * larger epoch is always the newer one.
 *
 * @param epoch the leadership it speaks of; 0 before the first
 * @param lagging who has not acknowledged for some seconds what the leader has, as that one says.
 *     Where leaders are appointed, these are not
 */
public record ReplicaGroup(
    long epoch, Optional<MemberId> leader, Membership membership, Set<MemberId> lagging) {
  public ReplicaGroup {
    lagging = Set.copyOf(lagging);
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch: " + epoch + " (expected: 0 or more)");
    }
    if (leader.isPresent() && !membership.isVoter(leader.get())) {
      throw new IllegalArgumentException("leader " + leader.get() + " is no voter: " + membership);
    }
  }

  /** A group of which nobody is known to lag. */
  public ReplicaGroup(long epoch, Optional<MemberId> leader, Membership membership) {
    this(epoch, leader, membership, Set.of());
  }

  public static ReplicaGroup initial(List<MemberId> voters) {
    return new ReplicaGroup(0, Optional.empty(), new Membership(voters, List.of()));
  }

  /** The voters that are close to what the leader has. */
  public Set<MemberId> inSync() {
    Set<MemberId> close = new HashSet<>(membership.voters());
    close.removeAll(lagging);
    return close;
  }

  /** The same, but those lag and no others. */
  public ReplicaGroup marked(Set<MemberId> nowLagging) {
    return new ReplicaGroup(epoch, leader, membership, nowLagging);
  }

  /** Who leads from now on; an epoch never has two leaders and never comes back. */
  public ReplicaGroup led(long newEpoch, MemberId newLeader) {
    if (newEpoch <= epoch) {
      throw new IllegalArgumentException("epoch: " + newEpoch + " (expected: above " + epoch + ")");
    }
    Set<MemberId> others = new HashSet<>(lagging);
    others.remove(newLeader);
    return new ReplicaGroup(newEpoch, Optional.of(newLeader), membership, others);
  }
}
