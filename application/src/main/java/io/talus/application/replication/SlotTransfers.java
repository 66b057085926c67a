package io.talus.application.replication;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Write;

/** Brings whole slots from one node to another. On the shard's thread. */
interface SlotTransfers {
  /** The replica leads, and the member lacks what the log does not hold any more. */
  void wanted(HostedReplica leader, MemberId to);

  /**
   * A snapshot has arrived as a whole, and takes the place of all that the replica has. Later, and
   * durably; then {@link HostedReplica#installed} is called.
   */
  void install(HostedReplica replica, Write.Reset reset);
}
