package io.talus.testkit.cluster;

import io.talus.domain.replication.replica.SafetyRules;
import io.talus.domain.replication.support.SupportRules;

/** All rules that the simulation can break. */
record ClusterRules(SafetyRules safety, SupportRules support, OwnerRules owner) {
  static final ClusterRules SOUND =
      new ClusterRules(SafetyRules.RAFT, SupportRules.SOUND, OwnerRules.SOUND);

  ClusterRules with(SafetyRules broken) {
    return new ClusterRules(broken, support, owner);
  }

  ClusterRules with(SupportRules broken) {
    return new ClusterRules(safety, broken, owner);
  }

  ClusterRules with(OwnerRules broken) {
    return new ClusterRules(safety, support, broken);
  }
}
