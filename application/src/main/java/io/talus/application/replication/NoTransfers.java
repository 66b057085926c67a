package io.talus.application.replication;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Write;

/** Where the log is always long enough. */
final class NoTransfers implements SlotTransfers {
  NoTransfers(Replicas replicas) {}

  @Override
  public void wanted(HostedReplica leader, MemberId to) {
    throw new IllegalStateException("the log of " + leader.slot() + " is too short for " + to);
  }

  @Override
  public void install(HostedReplica replica, Write.Reset reset) {
    throw new IllegalStateException("nobody sends transfers: " + replica.slot());
  }
}
