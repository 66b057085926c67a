package io.talus.domain.replication.group;

/** One step from a membership to the next: at most one voter more or less. */
public sealed interface MembershipChange {
  MemberId member();

  record AddLearner(MemberId member) implements MembershipChange {}

  /** A learner becomes a voter. */
  record Promote(MemberId member) implements MembershipChange {}

  record Remove(MemberId member) implements MembershipChange {}
}
