package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.MembershipChange;
import java.util.Optional;

/** When a leader takes a change of the membership (dissertation, chapter 4, and its correction). */
final class ChangeRules {
  private final Core core;
  private final long openingIndex;

  ChangeRules(Core core, long openingIndex) {
    this.core = core;
    this.openingIndex = openingIndex;
  }

  /** Why not, or nothing. */
  Optional<Refusal> refusal(MembershipChange change, long match) {
    if (core.rules.changesNeedCommittedEpoch() && core.commit() < openingIndex) {
      return Optional.of(Refusal.EPOCH_NOT_COMMITTED);
    }
    if (core.rules.changesNeedCommittedChange() && core.log.lastChangeIndex() > core.commit()) {
      return Optional.of(Refusal.CHANGE_UNDER_WAY);
    }
    Membership now = core.membership();
    return switch (change) {
      case MembershipChange.AddLearner add -> unless(!hasMemberOn(now, add.member().node()));
      case MembershipChange.Remove remove ->
          unless(now.contains(remove.member()) && !remove.member().equals(core.id));
      case MembershipChange.Promote promote -> {
        boolean behind = core.rules.promotesOnlyCaughtUp() && match < core.commit();
        yield now.isLearner(promote.member()) && behind
            ? Optional.of(Refusal.NOT_CAUGHT_UP)
            : unless(now.isLearner(promote.member()));
      }
    };
  }

  private static boolean hasMemberOn(Membership membership, int node) {
    return membership.voters().stream().anyMatch(member -> member.node() == node)
        || membership.learners().stream().anyMatch(member -> member.node() == node);
  }

  private static Optional<Refusal> unless(boolean possible) {
    return possible ? Optional.empty() : Optional.of(Refusal.NOT_POSSIBLE);
  }
}
