package io.talus.domain.replication.group;

import java.util.List;
import java.util.Optional;

/**
 * One slot's replicas, as somebody outside of it sees them. Such a picture may be late, but a
 * larger epoch is always the newer one.
 *
 * @param epoch the leadership it speaks of; 0 before the first
 */
public record ReplicaGroup(long epoch, Optional<MemberId> leader, Membership membership) {
  public ReplicaGroup {
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch: " + epoch + " (expected: 0 or more)");
    }
    if (leader.isPresent() && !membership.isVoter(leader.get())) {
      throw new IllegalArgumentException("leader " + leader.get() + " is no voter: " + membership);
    }
  }

  public static ReplicaGroup initial(List<MemberId> voters) {
    return new ReplicaGroup(0, Optional.empty(), new Membership(voters, List.of()));
  }

  /** Who leads from now on; an epoch never has two leaders and never comes back. */
  public ReplicaGroup led(long newEpoch, MemberId newLeader) {
    if (newEpoch <= epoch) {
      throw new IllegalArgumentException("epoch: " + newEpoch + " (expected: above " + epoch + ")");
    }
    return new ReplicaGroup(newEpoch, Optional.of(newLeader), membership);
  }
}
