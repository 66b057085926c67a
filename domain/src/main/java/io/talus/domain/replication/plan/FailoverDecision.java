package io.talus.domain.replication.plan;

import io.talus.domain.replication.group.ReplicaGroup;

/** What the manager is to do about a group without a leader, and why. */
public sealed interface FailoverDecision {
  String reason();

  /** Compare the group that was looked at, and set this one. */
  record Appoint(ReplicaGroup group, String reason) implements FailoverDecision {}

  /** Grant a larger epoch: somebody is in one already that nobody leads. */
  record GrantEpoch(long epoch, String reason) implements FailoverDecision {}

  /** Nobody may be appointed yet. */
  record Wait(String reason) implements FailoverDecision {}
}
